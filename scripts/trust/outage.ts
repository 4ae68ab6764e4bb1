import type { Family, Trial } from './family.ts'
import { letOutagesPass, settleAndJudge } from './rest.ts'
import { click, newCustomer, newOffers } from './shopper.ts'
import { restartAll } from './stack.ts'
import { addWeather, control, untilDelivered } from './weather.ts'

const PAUSES_AFTER = 5
const OFFERS = 12
const ROUTES = ['POST /checkouts', 'GET /payments', 'GET /payments/*']

/** The provider answers nothing that proves anything, then all come back at once (trust: d10). */
export const outage: Family = {
  name: 'outage and flood',
  says: 'every call fails for a while, charged or not; one click pauses for new offers, and after the return all is settled',
  async run(trial: Trial) {
    const { stack, database, counts, random } = trial
    await restartAll(stack, { pausesAfter: PAUSES_AFTER })
    await letOutagesPass(database)
    const violations: string[] = []
    const impressions: string[] = []
    for (let round = 0; round < counts.outages; round += 1) {
      const customer = await newCustomer(stack, `outage-${round}@example.com`)
      const { email } = customer
      const offers = await newOffers(stack, customer, OFFERS)
      impressions.push(...offers.map(({ impressionId }) => impressionId))
      const over = [
        await addWeather(stack, { match: { email, event: 'payment.*' }, effect: { webhooks: 'hold' } }),
        ...(await Promise.all(
          ROUTES.map((route) =>
            addWeather(stack, { match: { email, route }, effect: { status: 503, after: round % 2 === 0 } }),
          ),
        )),
      ]
      await Promise.all(offers.map((offer) => click(stack, random.pick(stack.instances), offer)))
      const { rowCount } = await database.query(
        `SELECT 1 FROM charge_attempt WHERE impression_id = ANY($1) AND state = 'unknown'`,
        [impressions],
      )
      if ((rowCount ?? 0) < PAUSES_AFTER) violations.push(`only ${rowCount} answers were lost`)
      // Bought while one click is paused: the offer leads to the checkout.
      await newCustomer(stack, `paused-${round}@example.com`, undefined, /^Continue to checkout/).catch(
        (error: unknown) => void violations.push(`one click was not paused: ${String(error).slice(0, 120)}`),
      )
      for (const end of over) await end()
      const flood = offers.flatMap((offer) =>
        stack.instances.map((instance) => click(stack, instance, offer)),
      )
      for (const answer of await Promise.all(flood))
        if (answer?.status !== 303) violations.push(`a click of the flood was answered ${answer?.status}`)
      await control(stack, 'POST', '/webhooks/release', { email, order: 'shuffled', seed: round + 1 })
      await untilDelivered(stack, [email])
    }
    const verdict = await settleAndJudge(trial, impressions)
    await restartAll(stack)
    return {
      trials: impressions.length,
      violations: [...violations, ...verdict.violations],
      charges: verdict,
      notes: [
        `${counts.outages} outages, ${OFFERS} charges in each, each clicked twice more after the return`,
      ],
    }
  },
}
