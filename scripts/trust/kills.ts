import { setTimeout as wait } from 'node:timers/promises'
import { isCharge } from '../../lib/testing/provider-line.ts'
import type { Family, Trial } from './family.ts'
import { KILL_POINTS, type KillPoint } from './kill-points.ts'
import { receiptsInHand, repeatedMails, unexplained } from './mails.ts'
import { lateRecoveries, watchRecovery } from './recovery.ts'
import { settleAndJudge } from './rest.ts'
import type { Service } from './service-handle.ts'
import { click, leadsTo, newCustomer, newOffers, type OpenOffer } from './shopper.ts'
import { type Instance, restartAll } from './stack.ts'
import { addWeather } from './weather.ts'

const REACHED_WITHIN_MS = 30_000

/** kill -9 at each point, at one instance or the other, and the shopper clicks again at the one that lives. */
export const kills: Family = {
  name: 'kill -9 at each point',
  says: 'the process is killed at each of fourteen points between a click and its receipt, and started again',
  async run(trial: Trial) {
    const { stack, counts, random, database } = trial
    await restartAll(stack, { throughLine: true })
    const customer = await newCustomer(stack, 'kills@example.com')
    const quiet = await newCustomer(stack, 'kills-without-webhooks@example.com')
    const noWebhooks = await addWeather(stack, {
      match: { email: quiet.email, event: 'payment.*' },
      effect: { webhooks: 'drop' },
    })
    const recovery = watchRecovery(database)
    const violations: string[] = []
    const impressions: string[] = []
    const inHand: string[] = []
    const points = random.shuffled(KILL_POINTS).filter((_, at) => at % counts.everyNthPoint === 0)
    const plan = random.shuffled(
      points.flatMap((point) => Array.from({ length: counts.killSeeds }, (_, seed) => ({ point, seed }))),
    )
    for (const { point, seed } of plan) {
      const [offer] = await newOffers(stack, point.needs === 'look-up' ? quiet : customer, 1)
      if (!offer) throw new Error('No offer was copied.')
      impressions.push(offer.impressionId)
      const wrong = await killAt(trial, point, seed, offer, inHand)
      if (wrong) violations.push(`${point.name}: ${wrong}`)
      recovery.from(offer.impressionId, point.needs === 'receipt' ? 'receipt' : 'charge')
    }
    await Promise.all([...stack.instances, stack.worker].map(({ service }) => service.start()))
    const verdict = await settleAndJudge(trial, impressions)
    await recovery.end()
    violations.push(...lateRecoveries(recovery))
    await noWebhooks()
    const repeated = await repeatedMails(stack)
    violations.push(...unexplained(repeated, inHand).map((id) => `I6 sent twice for no reason: ${id}`))
    await restartAll(stack)
    return {
      trials: plan.length,
      violations: [...violations, ...verdict.violations],
      charges: verdict,
      faults: Object.fromEntries(points.map(({ name, says }) => [`${name} (${says})`, counts.killSeeds])),
      times: { recovery: recovery.times },
      notes: [
        `${repeated.length} receipts were sent twice; a worker killed with a receipt in hand may cause one`,
      ],
    }
  },
}

/** Goes to the point, kills, notes which receipts were in hand, starts again; what is wrong with the trial, or null. */
async function killAt(
  trial: Trial,
  point: KillPoint,
  seed: number,
  offer: OpenOffer,
  inHand: string[],
): Promise<string | null> {
  const { stack } = trial
  const [first, second] = seed % 2 === 0 ? stack.instances : stack.instances.toReversed()
  if (!first || !second) throw new Error('There are two instances.')
  await Promise.all([...stack.instances, stack.worker].map(({ service }) => service.start()))
  if (point.needs === 'receipt') {
    await click(stack, first, offer)
    await untilPaid(trial, offer)
  }
  const trap = setTrap(trial, point, first)
  if (point.needs === 'receipt') await receiptIsDue(trial, offer)
  const clicked = point.needs === 'receipt' ? Promise.resolve(null) : click(stack, first, offer)
  const victim = await Promise.race([trap.reached, wait(REACHED_WITHIN_MS, null, { ref: false })])
  if (!victim) {
    trap.forget()
    await clicked
    return 'the point was never reached'
  }
  await victim.kill()
  if (victim === stack.worker.service) inHand.push(...(await receiptsInHand(trial.database)))
  trap.forget(seed % 4 < 2)
  await clicked
  const living = victim === second.service ? first : second
  const again = await click(stack, living, offer)
  await victim.start()
  const leads = leadsTo(stack, again)
  return leads?.includes(`/offers/${offer.impressionId}`)
    ? null
    : `the second click was answered ${again?.status} to ${leads}`
}

type Trap = { reached: Promise<Service>; forget: (pass?: boolean) => void }

function setTrap({ stack }: Trial, { at, victim }: KillPoint, first: Instance): Trap {
  if ('call' in at) {
    const held = stack.provider.hold(
      (call) =>
        at.call === 'charge' ? isCharge(call) : call.method === 'GET' && /^\/payments/.test(call.path),
      at.when,
    )
    const service = victim === 'worker' ? stack.worker.service : first.service
    return { reached: held.done.then(() => service), forget: (pass) => (pass ? held.release() : held.drop()) }
  }
  const places = victim === 'shop' ? [first] : victim === 'webhook' ? stack.instances : [stack.worker]
  const traps = places.map(({ database, service }) => {
    const trap = database.interrupt(at.statement(), at.how)
    return { forget: trap.forget, reached: trap.reached.then(() => service) }
  })
  return {
    reached: Promise.race(traps.map(({ reached }) => reached)),
    forget: () => {
      for (const { forget } of traps) forget()
    },
  }
}

async function untilPaid({ database }: Trial, { impressionId }: OpenOffer): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { rowCount } = await database.query(
      `SELECT 1 FROM charge_attempt WHERE impression_id = $1 AND state = 'succeeded'`,
      [impressionId],
    )
    if (rowCount) return
    await wait(50)
  }
  throw new Error('The offer was not paid in 30 s.')
}

const receiptIsDue = ({ database }: Trial, { orderId }: OpenOffer) =>
  database.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = 'receipt:' || $1`, [
    orderId,
  ])
