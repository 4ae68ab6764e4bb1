import { parseArgs } from 'node:util'
import pg from 'pg'
import { createProgress } from '../stack/progress.ts'
import { describeTrouble, runMain, Trouble } from '../trouble.ts'
import { BESIDE_THE_CODE, ON_THE_SHOP } from './catalogue.ts'
import { type Aside, type Family, FULL, type Outcome, SMALL, scaled, type Trial } from './family.ts'
import { brokenInvariants } from './invariants.ts'
import { randomFrom } from './random.ts'
import { type Result, writeReports } from './report.ts'
import { startTrustStack } from './stack.ts'

/**
 * `npm run trust`: runs the catalogue of what may go wrong with money against the built shop and judges what came of it
 * by the provider's journal, the database and the answers. A little of each family, or with `-- --full` the counts of
 * the committed report, tests and mutants too; `-- --only name,name` some families; `-- --mutants` the mutants alone;
 * `-- --built` takes the build that is there. `SEED=` repeats a run, `SCALE=` multiplies its counts. Ends with 1 when
 * anything was violated.
 */

const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
const scale = Number(process.env.SCALE ?? 1)
const counts = scaled(options.full ? FULL : SMALL, scale)
const stops: (() => unknown)[] = []
let interrupted = false

/** What is started while everything is being stopped is stopped at once. */
const onStop = (stop: () => unknown): void => void (interrupted ? stop() : stops.push(stop))

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) await stop()
}

/** Which families were asked for. What is a test beside the code is run by `npm test` anyway. */
function choose(): (family: { name: string }) => boolean {
  const all = [...ON_THE_SHOP, ...BESIDE_THE_CODE].map(({ name }) => name)
  const names = options.mutants ? ['mutants'] : options.only?.split(',').map((name) => name.trim())
  const unknown = names?.filter((name) => !all.includes(name)) ?? []
  if (unknown.length > 0)
    throw new Trouble(`There is no family called ${unknown.join(', ')}.`, `Try: ${all.join(', ')}`)
  const small = ON_THE_SHOP.map(({ name }) => name)
  const chosen = names ?? (options.full ? all : small)
  return ({ name }) => chosen.includes(name)
}

const progress = createProgress()

/** Runs one family; one that cannot be run to its end is a violation, and the others still run. */
async function runOne<T extends Aside>(
  { name, says, run }: Family<T>,
  shop: Omit<T, keyof Aside>,
): Promise<Result> {
  const begun = performance.now()
  const trial = { ...shop, counts, random: randomFrom(seed, name), say: progress.say } as T
  let outcome: Outcome = { trials: 0, violations: ['it was not run'] }
  await progress.step(name, async () => {
    outcome = await run(trial).catch((error: unknown) => ({
      trials: 0,
      violations: [describeTrouble(error)],
    }))
    return `${outcome.trials} trials, ${outcome.violations.length} violations`
  })
  for (const violation of outcome.violations.slice(0, 10)) progress.say(`    ✗ ${violation}`)
  return { family: { name, says }, outcome, seconds: (performance.now() - begun) / 1_000 }
}

async function run(): Promise<boolean> {
  const isChosen = choose()
  progress.say(`  Trust, SEED=${seed}`)
  const results: Result[] = []
  const onTheShop = ON_THE_SHOP.filter(isChosen)
  if (onTheShop.length > 0) {
    const shop = await openShop()
    for (const family of onTheShop) results.push(await runOne(withInvariants(family), shop))
    await stopAll()
  }
  for (const family of BESIDE_THE_CODE.filter(isChosen)) results.push(await runOne(family, {}))
  const file = writeReports({ seed, scale, full: options.full, counts, results })
  const violations = results.reduce((sum, { outcome }) => sum + outcome.violations.length, 0)
  const trials = results.reduce((sum, { outcome }) => sum + outcome.trials, 0)
  progress.say(`  ${trials} trials, ${violations} violations, SEED=${seed}; the report is ${file}`)
  return violations === 0
}

/** A family, and then the shop's own invariants, as its operator asks for them. */
const withInvariants = (family: Family): Family => ({
  ...family,
  run: async (trial) => {
    const outcome = await family.run(trial)
    const broken = await brokenInvariants(trial.stack)
    return { ...outcome, violations: [...outcome.violations, ...broken] }
  },
})

async function openShop(): Promise<Pick<Trial, 'stack' | 'database'>> {
  const stack = await startTrustStack({
    built: options.built,
    progress,
    onStop,
  })
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 8 })
  onStop(() => database.end())
  return { stack, database }
}

await runMain(async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      interrupted = true
      void stopAll().then(() => process.exit(1))
    })
  let held = false
  try {
    held = await run()
  } finally {
    await stopAll()
  }
  process.exit(held ? 0 : 1)
})
