import type { Family, Trial } from './family.ts'
import { type Answer, unanswered } from './http.ts'
import { settleAndJudge } from './rest.ts'
import { click, leadsTo, newCustomer, newOffers, type OpenOffer } from './shopper.ts'

const OFFERS_AT_ONCE = 2
const STRANGER_EVERY = 10

/** Many clicks on each offer at the same moment, in turn at both instances; some offers are clicked by strangers only. */
export const accepts: Family = {
  name: 'concurrent accepts',
  says: 'each offer is clicked many times at the same moment over two instances, and charged once',
  async run(trial: Trial) {
    const { stack, counts, random, database } = trial
    const customer = await newCustomer(stack, 'accepts@example.com')
    const strangers = Math.ceil(counts.offers / STRANGER_EVERY)
    const offers = await newOffers(stack, customer, counts.offers + strangers)
    const theirs = offers.slice(0, counts.offers)
    const untouched = offers.slice(counts.offers)
    const violations: string[] = []
    const times: number[] = []

    const press = async (offer: OpenOffer) => {
      const order = random.shuffled(Array.from({ length: counts.clicks }, (_, at) => at % 2))
      const answers = await Promise.all(
        order.map((at) => click(stack, stack.instances[at === 0 ? 0 : 1], offer)),
      )
      for (const answer of answers) {
        if (answer) times.push(answer.ms)
        violations.push(...wrong(answer, leadsTo(stack, answer), `${offer.impressionId}?accepted=1`))
      }
    }
    const queue = [...theirs]
    await Promise.all(
      Array.from({ length: OFFERS_AT_ONCE }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await press(next)
      }),
    )
    for (const [at, offer] of untouched.entries()) {
      const stranger = theirs[at % theirs.length]
      const answer = await click(stack, stack.instances[at % 2 === 0 ? 0 : 1], offer, stranger)
      if (leadsTo(stack, answer) !== '/') violations.push(`I19 a stranger is led home: ${offer.impressionId}`)
    }
    const impressions = offers.map(({ impressionId }) => impressionId)
    const verdict = await settleAndJudge(trial, impressions)
    const { rows } = await database.query<{ impression_id: string; attempts: number }>(
      `SELECT i.id AS impression_id, count(a.id)::int AS attempts FROM impression i
       LEFT JOIN charge_attempt a ON a.impression_id = i.id AND a.state = 'succeeded' WHERE i.id = ANY($1) GROUP BY i.id`,
      [impressions],
    )
    const sold = new Map(rows.map((row) => [row.impression_id, row.attempts]))
    for (const { impressionId } of theirs)
      if (sold.get(impressionId) !== 1) violations.push(`I14 one sale for all clicks: ${impressionId}`)
    for (const { impressionId } of untouched)
      if (sold.get(impressionId) !== 0) violations.push(`I19 a stranger sold nothing: ${impressionId}`)
    return {
      trials: theirs.length * counts.clicks,
      violations: [...violations, ...verdict.violations],
      charges: verdict,
      times: { accept: times },
      notes: [
        `${theirs.length} offers × ${counts.clicks} clicks, ${untouched.length} clicks of strangers`,
        ...Object.entries(unanswered).map(([why, times]) => `not answered ${times} times: ${why}`),
      ],
    }
  },
}

/** What is wrong with an answer to a click: every one must lead to what became of the offer. */
function wrong(answer: Answer | null, leads: string | null, to: string): string[] {
  if (!answer) return ['a click was not answered']
  if (answer.status >= 500) return [`a click was answered ${answer.status}`]
  return leads?.endsWith(to) ? [] : [`I14 a click was answered ${answer.status} to ${leads}`]
}
