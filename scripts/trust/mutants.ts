import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Trouble } from '../trouble.ts'
import type { Aside, Family } from './family.ts'
import { MUTANTS, type Mutant } from './mutant-list.ts'

/** A checkout of the last commit beside this one, to be spoilt; each lane has its own. */
type Scratch = { folder: string; report: string }

const LANES = 2
const scratches: Scratch[] = Array.from({ length: LANES }, (_, lane) => {
  const folder = path.resolve('.data', 'mutants', String(lane))
  return { folder, report: path.join(folder, '.data', 'report.json') }
})

const reportSchema = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
})

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' })

/** Makes a checkout; the packages are this one's. */
function makeScratch({ folder, report }: Scratch): void {
  removeScratch({ folder, report })
  git('worktree', 'add', '--detach', '--force', folder, 'HEAD')
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'))
  const client = path.join('lib', 'db', 'generated')
  cpSync(client, path.join(folder, client), { recursive: true })
  mkdirSync(path.dirname(report), { recursive: true })
}

function removeScratch({ folder }: Scratch): void {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
  git('worktree', 'prune')
}

/** Does something with each, in every checkout at the same time. */
async function inLanes<T>(
  items: readonly T[],
  work: (item: T, scratch: Scratch) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  await Promise.all(
    scratches.map(async (scratch) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next, scratch)
    }),
  )
}

/** How the named tests of a file end; a test that could not be run is missing. */
async function runTests(
  { folder, report }: Scratch,
  file: string,
  names: string[],
): Promise<Map<string, string>> {
  rmSync(report, { force: true })
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const vitest = path.join('node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(
    process.execPath,
    [vitest, 'run', file, '-t', pattern, '--reporter=json', `--outputFile.json=${report}`],
    { cwd: folder, stdio: 'ignore', env: { ...process.env, SEED: '1' }, timeout: 300_000 },
  )
  await once(child, 'exit')
  if (!existsSync(report)) return new Map()
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')))
  const ends = new Map<string, string>()
  for (const { fullName, status } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    const name = names.find((each) => fullName.endsWith(each))
    // One of several with the same words is enough to notice.
    if (name && ends.get(name) !== 'failed' && status !== 'skipped' && status !== 'pending')
      ends.set(name, status)
  }
  return ends
}

/**
 * Puts each fault into a scratch checkout and runs the one test that must notice it. Before, every such test must pass
 * on the code as it is. A fault whose place is no longer found fails as one that survives.
 */
export const mutants: Family<Aside> = {
  name: 'mutants',
  says: 'faults are put into the code on purpose, and each is noticed by the test that is named for it',
  async run({ say }) {
    if (!existsSync(path.join('lib', 'db', 'generated')))
      throw new Trouble('There is no Prisma client.', 'Run: npm run build')
    for (const scratch of scratches) makeScratch(scratch)
    try {
      const sound = await testSoundCode()
      const ends = new Map<Mutant, string>()
      await inLanes(MUTANTS, async (mutant, scratch) => {
        const { file, test } = mutant.killedBy
        const passes = sound.get(`${file} ${test}`) === 'passed'
        const end = passes ? await tryMutant(mutant, scratch) : 'its test does not pass on sound code'
        say(`  ${end === 'killed' ? '✓' : '✗'} ${mutant.name}${end === 'killed' ? '' : `: ${end}`}`)
        ends.set(mutant, end)
      })
      const results = MUTANTS.map((mutant) => ({ ...mutant, end: ends.get(mutant) ?? 'it was not tried' }))
      return {
        trials: results.length,
        violations: results.flatMap(({ name, end }) => (end === 'killed' ? [] : [`${name}: ${end}`])),
        notes: results.map(
          ({ name, file, killedBy, end }) => `${name} (${file}): ${end}, by “${killedBy.test}”`,
        ),
      }
    } finally {
      for (const scratch of scratches) removeScratch(scratch)
    }
  },
}

async function testSoundCode(): Promise<Map<string, string>> {
  const files = [...new Set(MUTANTS.map(({ killedBy }) => killedBy.file))]
  const ends = new Map<string, string>()
  await inLanes(files, async (file, scratch) => {
    const own = MUTANTS.filter(({ killedBy }) => killedBy.file === file)
    const names = new Set(own.map(({ killedBy }) => killedBy.test))
    for (const [name, end] of await runTests(scratch, file, [...names])) ends.set(`${file} ${name}`, end)
  })
  return ends
}

async function tryMutant({ file, find, replace, killedBy }: Mutant, scratch: Scratch): Promise<string> {
  const target = path.join(scratch.folder, file)
  const sound = existsSync(target) ? readFileSync(target, 'utf8') : ''
  if (sound.split(find).length !== 2) return 'its place in the code is not found'
  writeFileSync(
    target,
    sound.replace(find, () => replace),
  )
  try {
    const end = (await runTests(scratch, killedBy.file, [killedBy.test])).get(killedBy.test)
    if (end === 'failed') return 'killed'
    return end === undefined ? 'its test could not be run' : 'it survived'
  } finally {
    writeFileSync(target, sound)
  }
}
