import { parseArgs } from 'node:util'
import pg from 'pg'
import { createProgress } from '../stack/progress.ts'
import { runMain, Trouble } from '../trouble.ts'
import { accepts } from './accepts.ts'
import { databaseCuts } from './database-cuts.ts'
import { type Family, FULL, SMALL, scaled } from './family.ts'
import { faults } from './faults.ts'
import { kills } from './kills.ts'
import { randomFrom } from './random.ts'
import { randomKills } from './random-kills.ts'
import { type Result, writeReports } from './report.ts'
import { signatures } from './signatures.ts'
import { startTrustStack } from './stack.ts'
import { webhookLoad } from './webhook-load.ts'
import { webhookOrders } from './webhook-orders.ts'

/**
 * `npm run trust`: runs the catalogue of what may go wrong with money against the built shop and judges what came of it
 * by the provider's journal, the database and the answers. A little of each family, or with `-- --full` the counts of
 * the committed report; `-- --only name,name` some families; `-- --built` takes the build that is there. `SEED=`
 * repeats a run, `SCALE=` multiplies its counts. Ends with 1 when anything was violated.
 */

const FAMILIES: Family[] = [
  accepts,
  kills,
  randomKills,
  faults,
  webhookOrders,
  webhookLoad,
  signatures,
  databaseCuts,
]

const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

function chosen(): Family[] {
  const names = options.only?.split(',').map((name) => name.trim())
  const unknown = names?.filter((name) => !FAMILIES.some((family) => family.name === name)) ?? []
  if (unknown.length > 0)
    throw new Trouble(
      `There is no family called ${unknown.join(', ')}.`,
      `Try: ${FAMILIES.map(({ name }) => name).join(', ')}`,
    )
  return FAMILIES.filter(({ name }) => !names || names.includes(name))
}

const stops: (() => unknown)[] = []

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) await stop()
}

async function run(): Promise<boolean> {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
  const scale = Number(process.env.SCALE ?? 1)
  const counts = scaled(options.full ? FULL : SMALL, scale)
  const families = chosen()
  const progress = createProgress()
  const since = performance.now()
  progress.say(`Trust: SEED=${seed}`)
  const stack = await startTrustStack({ built: options.built, progress, onStop: (stop) => stops.push(stop) })
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 8 })
  stops.push(() => database.end())
  const results: Result[] = []
  for (const family of families) {
    const begun = performance.now()
    await progress.step(family.name.slice(0, 11), async () => {
      const random = randomFrom(seed, family.name)
      const outcome = await family.run({ stack, database, random, counts, say: progress.say })
      results.push({ family, outcome, seconds: (performance.now() - begun) / 1_000 })
      return `${outcome.trials} trials, ${outcome.violations.length} violations`
    })
  }
  const seconds = (performance.now() - since) / 1_000
  const file = writeReports({ seed, scale, full: options.full, counts, seconds, results })
  const violations = results.flatMap(({ family, outcome }) =>
    outcome.violations.map((each) => `${family.name}: ${each}`),
  )
  for (const violation of violations.slice(0, 30)) progress.say(`  ${violation}`)
  const trials = results.reduce((sum, { outcome }) => sum + outcome.trials, 0)
  progress.say(`${trials} trials, ${violations.length} violations (SEED=${seed}); the report is ${file}`)
  return violations.length === 0
}

await runMain(async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stopAll().then(() => process.exit(1)))
  let held = false
  try {
    held = await run()
  } finally {
    await stopAll()
  }
  process.exit(held ? 0 : 1)
})
