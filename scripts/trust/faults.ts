import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Family, Trial } from './family.ts'
import { BANK_ENDS, CALL_FAULTS, LIST_FAULTS, MISMATCHES, WEBHOOKS } from './fault-list.ts'
import { settleAndJudge } from './rest.ts'
import { type Customer, click, newCustomer, newOffers, type OpenOffer } from './shopper.ts'
import { addWeather, control, untilDelivered } from './weather.ts'

const LANES = 16
/** Thousands of faults at once keep the look-ups busy; how fast a charge recovers is measured by the kills. */
const PATIENCE_MS = 300_000
const ASKS_BANK = '4000003800000446'

type Webhook = (typeof WEBHOOKS)[number]

/** One charge under one fault; it is done when the answer is there and what it left is set up. */
type Case = {
  name: string
  webhook: Webhook
  card?: string
  healed?: boolean
  play: (lane: Lane) => Promise<void>
}
type Lane = { trial: Trial; customer: Customer; offer: OpenOffer; press: () => Promise<void> }

const webhookFate: Record<Webhook, Record<string, unknown> | null> = {
  sent: null,
  lost: { webhooks: 'drop' },
  late: { webhooks: 'hold' },
}

const charge = 'POST /checkouts'

/** Two clicks while the provider answers the charge so. */
const under =
  (effect: Record<string, unknown>) =>
  async ({ trial: { stack }, customer, press }: Lane) => {
    const over = await addWeather(stack, {
      match: { email: customer.email, route: charge },
      effect,
      times: 1,
    })
    await press()
    await over()
  }

const callCases = CALL_FAULTS.flatMap(({ name, group, charged, effect, breaksS1 }) =>
  WEBHOOKS.map(
    (webhook): Case => ({
      name: `${group} ${name}, ${charged ? 'charged' : 'not charged'}, webhook ${webhook}`,
      webhook,
      ...(breaksS1 && webhook === 'lost' && { healed: true }),
      play: under(effect),
    }),
  ),
)

const listCases = LIST_FAULTS.flatMap(([name, effect]) =>
  WEBHOOKS.map(
    (webhook): Case => ({
      name: `d6 ${name}, webhook ${webhook}`,
      webhook,
      play: async (lane) => {
        const match = { email: lane.customer.email, route: 'GET /payments' }
        await addWeather(lane.trial.stack, { match, effect, times: 2 })
        await under({ dropAfter: true })(lane)
      },
    }),
  ),
)

const mismatchCases = MISMATCHES.flatMap(([name, set]) =>
  WEBHOOKS.map(
    (webhook): Case => ({
      name: `d7 ${name}, webhook ${webhook}`,
      webhook,
      play: async ({ trial: { stack, database }, customer, offer, press }) => {
        const match = { email: customer.email, route: 'GET /payments/*' }
        const over = await addWeather(stack, { match, effect: { rewrite: { set } } })
        await press()
        await untilState(database, offer, ['needs_review'])
        await over()
      },
    }),
  ),
)

const bankCases = BANK_ENDS.flatMap((end) =>
  WEBHOOKS.map(
    (webhook): Case => ({
      name: `d8 the bank asks: ${end}, webhook ${webhook}`,
      webhook,
      card: ASKS_BANK,
      play: async ({ trial: { stack, database }, offer, press }) => {
        await press()
        if (end !== 'confirmed') await untilState(database, offer, ['action_required'])
        if (end === 'confirmed late') await press()
        const { rows } = await database.query<{ id: string }>(
          'SELECT provider_payment_id AS id FROM charge_attempt WHERE impression_id = $1',
          [offer.impressionId],
        )
        const status = end === 'refused' ? 'failed' : end === 'abandoned' ? 'cancelled' : 'succeeded'
        await control(stack, 'POST', `/payments/${rows[0]?.id}/settle`, { status })
      },
    }),
  ),
)

/** The provider answers wrongly, late or not at all, and its webhooks come, come late or never. */
export const faults: Family = {
  name: 'provider faults',
  says: 'the provider fails in every way we know, with the charge made or not, its webhook sent, lost or late',
  async run(trial: Trial) {
    const { stack, counts, random } = trial
    const all = [...callCases, ...listCases, ...mismatchCases, ...bankCases]
    const chosen = random.shuffled(all).filter((_, at) => at % counts.everyNthFault === 0)
    const cases = random.shuffled(
      chosen.flatMap((each) => Array.from({ length: counts.faultRounds }, () => each)),
    )
    const met: Record<string, number> = {}
    const violations: string[] = []
    const impressions: string[] = []
    const emails: string[] = []

    const playAll = async (name: string, own: Case[], card?: string) => {
      const lanes = Math.min(LANES, Math.ceil(own.length / 3))
      const queue = [...own]
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          const customer = await newCustomer(stack, `${name}-${lane}@example.com`, card)
          emails.push(customer.email)
          for (let next = queue.shift(); next; next = queue.shift()) {
            const kind = next.name.slice(0, 2)
            met[kind] = (met[kind] ?? 0) + 1
            const [offer] = await newOffers(stack, customer, 1)
            if (!offer) throw new Error('No offer was copied.')
            impressions.push(offer.impressionId)
            violations.push(...(await play(trial, next, customer, offer)))
          }
        }),
      )
    }
    const kinds: [string, (each: Case) => boolean, string?][] = [
      ['healed', ({ healed }) => Boolean(healed)],
      ['bank', ({ card }) => card !== undefined, ASKS_BANK],
      ['mismatch', ({ name }) => name.startsWith('d7')],
      ['fault', ({ healed, card, name }) => !healed && !card && !name.startsWith('d7')],
    ]
    await Promise.all(kinds.map(([name, of, card]) => playAll(name, cases.filter(of), card)))
    await control(stack, 'POST', '/webhooks/release', { order: 'shuffled', seed: 1 })
    const healed = cases.filter((each) => each.healed).length
    for (let lane = 0; lane < Math.min(LANES, Math.ceil(healed / 3)); lane += 1)
      await control(stack, 'POST', '/webhooks/replay', { email: `healed-${lane}@example.com` })
    await untilDelivered(stack, emails)
    const verdict = await settleAndJudge(trial, impressions)
    return {
      trials: cases.length,
      violations: [...violations, ...verdict.violations],
      charges: verdict,
      faults: met,
      notes: [
        `${chosen.length} different cases, ${counts.faultRounds} of each, two clicks at once in each`,
        `${healed} of them are a plain refusal that was charged all the same, with its webhook lost (assumption S1 broken): healed by replaying the webhook, as the daily books would`,
      ],
    }
  },
}

async function play(
  trial: Trial,
  { name, webhook, play }: Case,
  customer: Customer,
  offer: OpenOffer,
): Promise<string[]> {
  const { stack } = trial
  const wrong: string[] = []
  const press = async () => {
    const answers = await Promise.all(stack.instances.map((instance) => click(stack, instance, offer)))
    for (const answer of answers)
      if (answer?.status !== 303) wrong.push(`${name}: a click was answered ${answer?.status}`)
  }
  const fate = webhookFate[webhook]
  const match = { email: customer.email, event: 'payment.*' }
  const over = fate && (await addWeather(stack, { match, effect: fate }))
  await play({ trial, customer, offer, press }).catch((error: unknown) => {
    wrong.push(`${name}: ${String(error)}`)
  })
  await over?.()
  return wrong
}

async function untilState(database: pg.Pool, { impressionId }: OpenOffer, states: string[]): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    const { rowCount } = await database.query(
      'SELECT 1 FROM charge_attempt WHERE impression_id = $1 AND state::text = ANY($2)',
      [impressionId, states],
    )
    if (rowCount) return
    await wait(100)
  }
  throw new Error(`the attempt did not become ${states.join(' or ')} in ${PATIENCE_MS / 1_000} s`)
}
