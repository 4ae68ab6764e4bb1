import { ok } from 'node:assert/strict'
import type DodoPayments from 'dodopayments'
import type { Payment } from 'dodopayments/resources/payments'
import type { Subscription } from 'dodopayments/resources/subscriptions'
import { credit, paymentsOf } from './billing-testing'
import { control } from './testing'

interface Charge {
  purpose: { kind: string; period_start?: string }
  credit_used: number
  wallet_used: number
}

interface JournalItem {
  kind: string
  movement?: string
  payment_id?: string
  amount: number
}

/** Everything there is to see of one subscription and its money. */
export interface Snapshot {
  subscription: Subscription
  payments: Payment[]
  charges: Record<string, { charge: Charge; bill: number }>
  credits: { balance: number; items: { amount: number; reason: string; payment_id: string | null }[] }
  journal: JournalItem[]
}

export async function snapshot(
  emulator: { url: string },
  client: DodoPayments,
  id: string,
): Promise<Snapshot> {
  const rows = await paymentsOf(client, id)
  const journal = await control<{ items: JournalItem[] }>(emulator, 'GET', '/journal')
  return {
    subscription: await client.subscriptions.retrieve(id),
    payments: await Promise.all(rows.map((row) => client.payments.retrieve(row.payment_id))),
    charges: await control(emulator, 'GET', `/subscriptions/${id}/charges`),
    credits: (await credit(emulator, id)) as Snapshot['credits'],
    journal: journal.items.filter((row) => row.kind === 'money' || row.kind === 'credit'),
  }
}

const STATES = ['active', 'on_hold', 'past_due', 'paused', 'cancelled', 'expired']

/** What holds after every step. Throws on the first law that is broken. */
export function moneyLaws({ subscription, payments, charges, credits, journal }: Snapshot): void {
  ok(STATES.includes(subscription.status), `state ${subscription.status}`)
  const { items, balance } = credits
  let running = 0
  for (const entry of items) {
    running += entry.amount
    ok(running >= 0, 'credit is never negative')
  }
  const given = sum(items.filter((entry) => entry.amount > 0).map((entry) => entry.amount))
  const used = sum(items.filter((entry) => entry.amount < 0).map((entry) => -entry.amount))
  ok(given === used + balance, `credit ${given} given is ${used} used and ${balance} left`)

  const charged = journal.filter((row) => row.movement === 'charge')
  const periods = new Set<string>()
  for (const payment of payments) {
    const { payment_id: id, status, total_amount: total } = payment
    ok(total >= 0 && Number.isSafeInteger(total), `${id} is of ${total}`)
    const moves = charged.filter((row) => row.payment_id === id)
    ok(
      moves.length === (status === 'succeeded' ? 1 : 0),
      `${id} is ${status} and moved money ${moves.length} times`,
    )
    ok(
      moves.every((row) => row.amount === total),
      `${id} moved what it says`,
    )
    const held = charges[id]
    if (!held) continue
    const { charge, bill } = held
    ok(total + charge.credit_used + charge.wallet_used === bill, `${id} covers its bill`)
    const moved = -sum(items.filter((entry) => entry.payment_id === id).map((entry) => entry.amount))
    const isLost = status === 'failed' || status === 'cancelled'
    ok(moved === (isLost ? 0 : charge.credit_used), `${id} keeps credit only while it lives`)
    const period = charge.purpose.period_start
    if (period === undefined || status !== 'succeeded') continue
    ok(!periods.has(period), `the period from ${period} is paid twice`)
    periods.add(period)
  }
  const waiting = payments.filter((row) => row.status === 'processing' && !row.is_update_payment_method)
  ok(waiting.length <= 1, 'one charge at a time')
  ok(
    Date.parse(subscription.next_billing_date) > Date.parse(subscription.previous_billing_date),
    'a period ends after its start',
  )
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
