import type DodoPayments from 'dodopayments'
import type { TimeInterval, UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import type { SettingsPatch } from './billing/settings'
import type { EmulatorOptions } from './create-emulator'
import { control, sdk, startEmulator, startReceiver, submitCheckout, WEBHOOK_SECRET } from './testing'

/** What a plan of the tests is, where it differs from $30 every 30 days without tax. */
export interface PlanOptions {
  every?: [count: number, interval: TimeInterval]
  period?: [count: number, interval: TimeInterval]
  addons?: string[]
  trialDays?: number
  trialAmount?: number
  taxInclusive?: boolean
  currency?: 'USD' | 'JPY'
}

export async function createPlan(
  client: DodoPayments,
  price: number,
  options: PlanOptions = {},
): Promise<string> {
  const [count, interval] = options.every ?? [30, 'Day']
  const [periodCount, periodInterval] = options.period ?? [10, 'Year']
  const { product_id } = await client.products.create({
    name: `Plan of ${price}`,
    tax_category: 'saas',
    addons: options.addons ?? [],
    price: {
      type: 'recurring_price',
      currency: options.currency ?? 'USD',
      price,
      payment_frequency_count: count,
      payment_frequency_interval: interval,
      subscription_period_count: periodCount,
      subscription_period_interval: periodInterval,
      trial_period_days: options.trialDays ?? 0,
      trial_amount: options.trialAmount ?? null,
      tax_inclusive: options.taxInclusive ?? false,
    },
  })
  return product_id
}

export async function createSeat(client: DodoPayments, price = 1000): Promise<string> {
  const { id } = await client.addons.create({ name: 'Seat', currency: 'USD', price, tax_category: 'saas' })
  return id
}

export interface SubscribeOptions {
  email?: string
  number?: string
  country?: string
  quantity?: number
  addons?: { addon_id: string; quantity: number }[]
  metadata?: Record<string, string>
}

/** Buys a plan on the hosted page; answers its subscription's id. */
export async function subscribe(
  client: DodoPayments,
  productId: string,
  { quantity = 1, addons, metadata, ...fields }: SubscribeOptions = {},
): Promise<string> {
  const session = await client.checkoutSessions.create({
    product_cart: [{ product_id: productId, quantity, ...(addons && { addons }) }],
    return_url: 'http://shop.test/done',
    ...(metadata && { metadata }),
  })
  const answer = await submitCheckout(session.checkout_url ?? '', fields)
  const id = new URL(answer.headers.get('location') ?? '').searchParams.get('subscription_id')
  if (!id) throw new Error(`The checkout answered ${answer.status} without a subscription`)
  return id
}

export function advance(emulator: { url: string }, duration: string): Promise<{ now: string }> {
  return control(emulator, 'POST', '/clock', { advance: duration })
}

export function setSettings(emulator: { url: string }, settings: object): Promise<unknown> {
  return control(emulator, 'PATCH', '/settings', settings)
}

/** Every payment of a subscription, newest first. */
export async function paymentsOf(client: DodoPayments, subscriptionId: string) {
  const { items } = await client.payments.list({
    subscription_id: subscriptionId,
    page_number: 0,
    page_size: 100,
  })
  return items
}

/** The types of the events about one person, oldest first. */
export async function eventsOf(emulator: { url: string }, email: string): Promise<string[]> {
  const { items } = await control<{ items: { type: string }[] }>(emulator, 'GET', `/webhooks?email=${email}`)
  return items.map((row) => row.type).reverse()
}

/** An emulator with a receiver and a client, closed by `close`. */
export async function openBilling(settings: SettingsPatch = {}, options: Partial<EmulatorOptions> = {}) {
  const receiver = await startReceiver()
  const emulator = await startEmulator({
    webhook: { url: receiver.url, secret: WEBHOOK_SECRET },
    settings: { remaining_time: 'days', on_payment_failure: 'prevent_change', ...settings },
    ...options,
  })
  const close = async () => {
    await emulator.close()
    await receiver.close()
  }
  return { emulator, client: sdk(emulator), close }
}

export type Change = Partial<UpdateSubscriptionPlanReq> & { product_id: string }

/** A change of one unit by the difference, where it does not say otherwise. */
export function body(change: Change): UpdateSubscriptionPlanReq {
  return { quantity: 1, proration_billing_mode: 'difference_immediately', ...change }
}

export function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

export function credit(emulator: { url: string }, id: string): Promise<{ balance: number }> {
  return control(emulator, 'GET', `/subscriptions/${id}/credit`)
}
