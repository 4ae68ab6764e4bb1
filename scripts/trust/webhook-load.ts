import { setTimeout as wait } from 'node:timers/promises'
import type { Family, Trial } from './family.ts'
import { send } from './http.ts'
import { untilQuiet } from './rest.ts'
import { newCustomer } from './shopper.ts'
import { keyOf, sign, webhookUrl } from './signing.ts'

const P99_MS = 200
/** So much of the load goes before the clock starts, a few at a time: fresh programs compile themselves first. */
const WARM_UP = 0.2
const AT_ONCE = 8
const KINDS = ['payment.succeeded', 'license_key.created', 'entitlement_grant.created'] as const

/** The webhooks that a purchase makes, one of each kind, as the provider wrote them. */
async function bodiesOfPurchase({ stack, database }: Trial, at: number): Promise<string[]> {
  const { email } = await newCustomer(stack, `load-${at}@example.com`)
  const { rows } = await database.query<{ body: string }>(
    `SELECT body FROM webhook_message WHERE event_type = 'payment.succeeded' AND body LIKE '%' || $1 || '%' LIMIT 1`,
    [email],
  )
  const model = rows[0]?.body
  if (!model) throw new Error('No webhook of the purchase came in.')
  return KINDS.map((type) => JSON.stringify({ ...JSON.parse(model), type }))
}

/** Webhooks at a steady pace, the worker working beside; the pace is kept whatever the answers take. */
export const webhookLoad: Family = {
  name: 'webhook load',
  says: 'signed webhooks come at a steady pace while the worker works; every one that was answered 200 is there',
  async run(trial: Trial) {
    const { stack, counts, random, database } = trial
    const bodies: string[] = []
    for (let at = 0; at < counts.loadPayments; at += 1) bodies.push(...(await bodiesOfPurchase(trial, at)))
    const total = counts.loadSeconds * counts.loadPerSecond
    const acked: string[] = []
    const times: number[] = []
    const refused: Record<string, number> = {}
    const key = keyOf(stack)
    const prefix = `msg_load_${random.below(1e9)}`

    // Signed beforehand: the sender's work is not to take the time of those it measures.
    const signed = (many: number, kind: string) =>
      Array.from({ length: many }, (_, at) => {
        const id = `${prefix}_${kind}_${at}`
        return { id, ...sign(key, id, random.pick(bodies)) }
      })
    const one = async ({ id, headers, body }: ReturnType<typeof signed>[number], at: number) => {
      const instance = stack.instances[at % 2 === 0 ? 0 : 1]
      const answer = await send(webhookUrl(instance.url), { method: 'POST', headers, body })
      if (answer?.status === 200) acked.push(id)
      else refused[answer?.status ?? 'none'] = (refused[answer?.status ?? 'none'] ?? 0) + 1
      return answer?.status === 200
    }

    const warmUp = signed(Math.ceil(total * WARM_UP), 'warm')
    for (let at = 0; at < warmUp.length; at += AT_ONCE)
      await Promise.all(warmUp.slice(at, at + AT_ONCE).map((webhook, more) => one(webhook, at + more)))

    const load = signed(total, 'timed')
    const begun = performance.now()
    const sent: Promise<void>[] = []
    for (const [at, webhook] of load.entries()) {
      const due = begun + (at * 1_000) / counts.loadPerSecond
      await wait(Math.max(0, due - performance.now()))
      sent.push(
        one(webhook, at).then((acknowledged) => {
          if (acknowledged) times.push(performance.now() - due)
        }),
      )
    }
    await Promise.all(sent)
    const drained = performance.now()
    await untilQuiet(database, [])
    const { rows: found } = await database.query<{ id: string; state: string }>(
      'SELECT id, state FROM webhook_message WHERE id LIKE $1',
      [`${prefix}%`],
    )
    const states = new Map(found.map(({ id, state }) => [id, state]))
    const lost = acked.filter((id) => !states.has(id)).length
    const stuck = found.filter(({ state }) => state === 'new' || state === 'dead').length
    const violations = [
      ...(lost > 0 ? [`I16 ${lost} webhooks were answered 200 and are not there`] : []),
      ...(stuck > 0 ? [`I16 ${stuck} webhooks were not worked on`] : []),
      ...Object.entries(refused).map(([status, count]) => `${count} right webhooks were answered ${status}`),
    ]
    const p99 = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? 0
    return {
      trials: total,
      violations,
      times: { ack: times },
      notes: [
        `${counts.loadPerSecond}/s for ${counts.loadSeconds} s about ${counts.loadPayments} purchases, over both instances, each measured from the moment it was due, after ${warmUp.length} to warm up`,
        `p99 ${p99.toFixed(0)} ms, ${p99 < P99_MS ? 'below' : '**above**'} the target of ${P99_MS} ms`,
        `${lost} lost; the worker was through ${((performance.now() - drained) / 1_000).toFixed(1)} s after the last one`,
      ],
    }
  },
}
