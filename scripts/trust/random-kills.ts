import { setTimeout as wait } from 'node:timers/promises'
import type { Family, Trial } from './family.ts'
import { lateRecoveries, watchRecovery } from './recovery.ts'
import { settleAndJudge } from './rest.ts'
import { click, newCustomer, newOffers, type OpenOffer } from './shopper.ts'

const SHOPPERS = 8
const OFFERS_PER_KILL = 12

/** Processes die at any moment while people click; each clicks again, wherever it works, until somebody answers. */
export const randomKills: Family = {
  name: 'random kills',
  says: 'an instance or the worker is killed at random moments while shoppers click without a pause',
  async run(trial: Trial) {
    const { stack, counts, random, database } = trial
    const services = [...stack.instances, stack.worker].map(({ service }) => service)
    const customer = await newCustomer(stack, 'random-kills@example.com')
    const offers = await newOffers(stack, customer, counts.randomKills * OFFERS_PER_KILL)
    const recovery = watchRecovery(database)
    const met: Record<string, number> = {}
    const violations: string[] = []
    const clicked = new Set<string>()
    const under = new Set<string>()
    let unanswered = 0
    let storm = true

    const shop = async (offer: OpenOffer) => {
      under.add(offer.impressionId)
      clicked.add(offer.impressionId)
      for (let tries = 0; tries < 200; tries += 1) {
        const answer = await click(stack, random.pick(stack.instances), offer)
        if (answer && answer.status < 400) break
        unanswered += 1
        await wait(100)
      }
      under.delete(offer.impressionId)
    }
    const queue = [...offers]
    const shoppers = Array.from({ length: SHOPPERS }, async () => {
      for (let next = queue.shift(); next && storm; next = queue.shift()) await shop(next)
    })
    for (let kill = 0; kill < counts.randomKills; kill += 1) {
      await wait(random.below(400))
      const victim = random.pick(services)
      met[victim.name] = (met[victim.name] ?? 0) + 1
      for (const impression of under) recovery.from(impression)
      await victim.kill()
      await victim.start()
    }
    storm = false
    await Promise.all(shoppers)
    const verdict = await settleAndJudge(trial, [...clicked])
    await recovery.end()
    violations.push(...lateRecoveries(recovery))
    return {
      trials: counts.randomKills,
      violations: [...violations, ...verdict.violations],
      charges: verdict,
      faults: met,
      times: { recovery: recovery.times },
      notes: [
        `${clicked.size} offers were clicked meanwhile; ${unanswered} clicks had no good answer and were made again`,
      ],
    }
  },
}
