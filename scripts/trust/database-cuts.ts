import type { Interruption } from './database-line.ts'
import type { Family, Outcome, Trial } from './family.ts'
import { send } from './http.ts'
import { settleAndJudge, untilQuiet } from './rest.ts'
import { type Customer, click, leadsTo, newCustomer, newOffers } from './shopper.ts'
import { keyOf, sign, webhookUrl } from './signing.ts'
import { restartAll } from './stack.ts'

const WORK_LANES = 6
const CUTS: Interruption[] = ['cut before', 'cut after']

/** The connection to the database breaks at every statement of a click, of a webhook and of the work on it. */
export const databaseCuts: Family = {
  name: 'database cuts',
  says: 'the connection to PostgreSQL breaks before or after every single statement of a click, a webhook and its work',
  async run(trial: Trial): Promise<Outcome> {
    const { counts, stack } = trial
    await restartAll(stack, { throughLine: true })
    const customer = await newCustomer(stack, 'cuts@example.com')
    const run: Run = { trial, customer, impressions: [], violations: [], faults: {} }
    await cutClicks(run, counts.cutsPerStatement)
    await cutWork(run, counts.cutsPerStatement)
    const verdict = await settleAndJudge(trial, run.impressions)
    await cutWebhooks(run, counts.cutsPerStatement)
    await restartAll(stack)
    return {
      trials: Object.values(run.faults).reduce((sum, count) => sum + count, 0),
      violations: [...run.violations, ...verdict.violations],
      charges: verdict,
      faults: run.faults,
    }
  },
}

type Run = {
  trial: Trial
  customer: Customer
  impressions: string[]
  violations: string[]
  faults: Record<string, number>
}

async function nextOffer({ trial, customer, impressions }: Run) {
  const [offer] = await newOffers(trial.stack, customer, 1)
  if (!offer) throw new Error('No offer was copied.')
  impressions.push(offer.impressionId)
  return offer
}

/** The n-th statement from now on, whatever it is. */
const nth = (at: number) => {
  let seen = 0
  return () => seen++ === at
}

/** A broken click may fail; the next one must lead to what became of the offer, and money moves once. */
async function cutClicks(run: Run, rounds: number): Promise<void> {
  const { stack, database, counts } = run.trial
  const [first, second] = stack.instances
  const dry = await nextOffer(run)
  await click(stack, first, await nextOffer(run))
  const statements = await first.database.statementsOf(() => click(stack, first, dry))
  for (let round = 0; round < rounds; round += 1) {
    for (const how of CUTS) {
      for (let at = 0; at < statements.length; at += counts.everyNthCut) {
        const offer = await nextOffer(run)
        const trap = first.database.interrupt(nth(at), how)
        await click(stack, first, offer)
        trap.forget()
        const again = await click(stack, second, offer)
        if (!leadsTo(stack, again)?.includes(offer.impressionId))
          run.violations.push(
            `click, ${how} ${statements[at]?.slice(0, 60)}: the next was answered ${again?.status}`,
          )
        count(run, `click ${how}`)
      }
    }
  }
  await untilQuiet(database, run.impressions)
}

/** The worker's connection breaks at each different statement of its own; its jobs run again later. */
async function cutWork(run: Run, rounds: number): Promise<void> {
  const { stack, database, counts } = run.trial
  const dry = await nextOffer(run)
  const statements = await stack.worker.database.statementsOf(async () => {
    await click(stack, stack.instances[0], dry)
    await untilQuiet(database, [dry.impressionId])
  })
  const own = [...new Set(statements.filter((statement) => !/graphile_worker|^SELECT 1$/i.test(statement)))]
  const chosen = own.filter((_, at) => at % counts.everyNthCut === 0)
  const cuts = Array.from({ length: rounds }, () => CUTS.flatMap((how) => chosen.map((at) => ({ at, how }))))
  const queue = cuts.flat()
  const cutNext = async ({ at, how }: (typeof queue)[number], lane: number) => {
    const offer = await nextOffer(run)
    const trap = stack.worker.database.interrupt((sent) => sent === at, how)
    await click(stack, stack.instances[lane % 2 === 0 ? 0 : 1], offer)
    const quiet = untilQuiet(database, [offer.impressionId]).then(() => false)
    const reached = await Promise.race([trap.reached.then(() => true), quiet])
    trap.forget()
    await quiet
    count(run, reached ? `work ${how}` : 'work not reached')
  }
  // Whose job walks into a trap does not matter: what is cut is done again later, while other jobs go on.
  await Promise.all(
    Array.from({ length: WORK_LANES }, async (_, lane) => {
      for (let next = queue.shift(); next; next = queue.shift()) await cutNext(next, lane)
    }),
  )
}

/** 200 is answered exactly for what is there; what was not answered so comes again and is one row in the end. */
async function cutWebhooks(run: Run, rounds: number): Promise<void> {
  const { stack, database, random } = run.trial
  const [first, second] = stack.instances
  const key = keyOf(stack)
  const body = JSON.stringify({ type: 'license_key.created', data: { payload_type: 'LicenseKey' } })
  const post = (url: string, id: string) => {
    const { headers, body: bytes } = sign(key, id, body)
    return send(webhookUrl(url), { method: 'POST', headers, body: bytes })
  }
  const rowsOf = async (id: string) =>
    (await database.query('SELECT 1 FROM webhook_message WHERE id = $1', [id])).rowCount ?? 0
  const name = `msg_cut_${random.below(1e9)}`
  const statements = await first.database.statementsOf(() => post(first.url, name))
  for (let round = 0; round < rounds * 5; round += 1) {
    for (const how of CUTS) {
      for (let at = 0; at < statements.length; at += 1) {
        const id = `${name}_${round}_${how.replace(' ', '_')}_${at}`
        const trap = first.database.interrupt(nth(at), how)
        const answer = await post(first.url, id)
        trap.forget()
        const there = await rowsOf(id)
        if (answer?.status === 200 && there !== 1)
          run.violations.push(`I16 answered 200, and not there: ${id}`)
        if (answer?.status !== 200 && answer?.status !== 503)
          run.violations.push(`a webhook whose storing broke was answered ${answer?.status}`)
        const again = await post(second.url, id)
        if (again?.status !== 200 || (await rowsOf(id)) !== 1) run.violations.push(`I16 not one row: ${id}`)
        count(run, `webhook ${how}`)
      }
    }
  }
}

const count = ({ faults }: Run, name: string) => {
  faults[name] = (faults[name] ?? 0) + 1
}
