import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Family, Trial } from './family.ts'
import { send } from './http.ts'
import { planChange } from './plan-story.ts'
import { ordersOf } from './random.ts'
import { untilQuiet } from './rest.ts'
import { newCustomer } from './shopper.ts'
import { keyOf, sign, webhookUrl } from './signing.ts'
import { restartAll } from './stack.ts'
import { addWeather } from './weather.ts'
import { type Event, SCENARIOS as purchases, type Scenario, type Story } from './webhook-scenarios.ts'

const LANES = 12
const SCENARIOS = [...purchases, planChange]
const COPIES = [1, 2, 5, 50]
const BUSINESS = /"business_id":"([^"]+)"/

/**
 * Events in every order, shuffled with repetitions, and in copies at the same moment. What the provider answers when a
 * payment is read because of an event is the payment as it was at that event, so old news is really old. The look-ups are
 * put off: the webhooks alone must lead to the end.
 */
export const webhookOrders: Family = {
  name: 'webhook orders',
  says: 'events come in every order, several times, in copies at once, and lead to the one state that the events in their own order lead to',
  async run(trial: Trial) {
    const { stack, counts, random, database } = trial
    await restartAll(stack, { throughLine: true })
    const customer = await newCustomer(stack, 'orders@example.com')
    const business = await businessOf(trial)
    const over = await addWeather(stack, {
      match: { email: customer.email, event: '*' },
      effect: { webhooks: 'drop' },
    })
    const met: Record<string, number> = {}
    const violations: string[] = []
    const references = new Map<string, string>()
    const deliver = delivery(trial, business)

    const play = async (scenario: Scenario, at: number, arrange: (events: Event[]) => Event[][]) => {
      const story = await scenario.begin(trial, customer, at)
      await putOffLookups(database, story)
      for (const together of arrange(story.events))
        await Promise.all(together.map((event) => deliver(story, event)))
      const state = await (story.state?.() ?? stateOf(database, story))
      const reference = references.get(scenario.name)
      if (reference === undefined) references.set(scenario.name, state)
      else if (state !== reference) violations.push(`I15 ${scenario.name}: ${state} instead of ${reference}`)
      met[scenario.name] = (met[scenario.name] ?? 0) + 1
    }
    const oneByOne = (events: Event[]) => events.map((event) => [event])
    for (const scenario of SCENARIOS) await play(scenario, 0, oneByOne)

    const plays: (() => Promise<void>)[] = []
    for (const scenario of SCENARIOS) {
      const orders = ordersOf([0, 1, 2, 3, 4])
      orders.forEach((order, at) => {
        if (at % counts.everyNthOrder === 0)
          plays.push(() => play(scenario, at, (events) => order.map((place) => [events[place] as Event])))
      })
    }
    for (let at = 0; at < counts.shuffles; at += 1) {
      const scenario = random.pick(SCENARIOS)
      plays.push(() =>
        play(scenario, at, (events) => {
          const sent = [...events, ...events.filter(() => random.next() < 0.5)]
          const mixed = random.shuffled(sent)
          return mixed.map((event, place) => (place % 3 === 2 ? [event, random.pick(events)] : [event]))
        }),
      )
    }
    for (let at = 0; at < counts.copiedEvents; at += 1) {
      const scenario = random.pick(SCENARIOS)
      const copies = COPIES[at % COPIES.length] ?? 1
      plays.push(() =>
        play(scenario, at, (events) => events.map((event) => Array(copies).fill(event) as Event[])),
      )
    }
    const queue = random.shuffled(plays)
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let next = queue.shift(); next; next = queue.shift())
          await next().catch((error: unknown) => void violations.push(String(error)))
      }),
    )
    await untilQuiet(database, [])
    await over()
    await restartAll(stack)
    return {
      trials: plays.length,
      violations,
      faults: met,
      notes: [
        `${SCENARIOS.length} stories of five events: every ${counts.everyNthOrder === 1 ? '' : `${counts.everyNthOrder}th `}order of 120, ${counts.shuffles} shuffles with repetitions, ${counts.copiedEvents} with each event in ${COPIES.join(', ')} copies at once`,
        ...[...references].map(([name, state]) => `${name}: ${state}`),
      ],
    }
  },
}

const pathOf = (sees: Record<string, unknown>) =>
  'dispute_id' in sees ? `/disputes/${String(sees.dispute_id)}` : `/payments/${String(sees.payment_id)}`

/** Sends one event, and waits until the shop has worked on it; copies of one event at the same moment share an id. */
function delivery({ stack, database, random }: Trial, business: string) {
  const key = keyOf(stack)
  const ids = new WeakMap<Event, string>()
  return async (story: Story, event: Event): Promise<void> => {
    const repeated = random.next() < 0.5
    const id = (repeated && ids.get(event)) || `msg_order_${random.below(2 ** 31)}_${random.below(2 ** 31)}`
    ids.set(event, id)
    const path = event.sees && pathOf(event.sees)
    const heard = path
      ? stack.provider.see(path, JSON.stringify(event.sees), story.events.indexOf(event))
      : null
    const body = JSON.stringify({
      business_id: business,
      type: event.type,
      timestamp: new Date().toISOString(),
      data: event.data,
    })
    const { headers, body: bytes } = sign(key, id, body)
    const instance = random.pick(stack.instances)
    const answer = await send(webhookUrl(instance.url), { method: 'POST', headers, body: bytes })
    if (answer?.status !== 200)
      throw new Error(`a webhook of ${story.orderId} was answered ${answer?.status}`)
    for (let tries = 0; ; tries += 1) {
      // What is about something that is not known yet has been worked on too: it is left for later.
      const { rows } = await database.query<{ done: boolean }>(
        "SELECT state <> 'new' OR (attempts > 0 AND unfinished = 0) AS done FROM webhook_message WHERE id = $1",
        [id],
      )
      if (rows[0]?.done) break
      if (tries > 1_200) throw new Error(`a webhook of ${story.orderId} is not worked on`)
      await wait(25)
    }
    heard?.end()
  }
}

/** The look-ups would find the end by themselves. */
const putOffLookups = (database: pg.Pool, { orderId }: Story) =>
  database.query(
    `UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 day'
     WHERE locked_at IS NULL AND key IN (SELECT 'attempt:' || id FROM charge_attempt WHERE order_id = $1 UNION ALL
       SELECT 'change:' || c.id FROM plan_change c JOIN subscription s ON s.id = c.subscription_id WHERE s.order_id = $1)`,
    [orderId],
  )

async function businessOf({ database }: Trial): Promise<string> {
  const { rows } = await database.query<{ body: string }>('SELECT body FROM webhook_message LIMIT 1')
  return BUSINESS.exec(rows[0]?.body ?? '')?.[1] ?? ''
}

/** Everything that events about a purchase may change, in words that are the same for the same state. */
async function stateOf(database: pg.Pool, { orderId, impressionId }: Story): Promise<string> {
  const { rows } = await database.query<{ state: string }>(
    `SELECT concat_ws(' ',
      a.state, 'charged', a.charged_minor, 'line', l.state, 'receipt', o.receipt_revision,
      'goods', (SELECT count(*) FROM entitlement e WHERE e.line_id = l.id),
      'payments', (SELECT string_agg(p.status, '+' ORDER BY p.status) FROM payment p WHERE p.attempt_id = a.id)) AS state
     FROM charge_attempt a JOIN "order" o ON o.id = a.order_id
     LEFT JOIN order_line l ON l.order_id = a.order_id AND l.impression_id IS NOT DISTINCT FROM a.impression_id
     WHERE a.order_id = $1 AND a.impression_id IS NOT DISTINCT FROM $2`,
    [orderId, impressionId],
  )
  return rows.map(({ state }) => state).join(' | ')
}
