import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Trouble } from '../trouble.ts'
import type { Aside, Family } from './family.ts'
import { MUTANTS, type Mutant } from './mutant-list.ts'

const scratch = path.resolve('.data', 'mutants')
const report = path.join(scratch, '.data', 'report.json')

const reportSchema = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
})

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' })

/** A checkout of the last commit beside this one, to be spoilt; the packages are this one's. */
function makeScratch(): void {
  removeScratch()
  git('worktree', 'add', '--detach', '--force', scratch, 'HEAD')
  symlinkSync(path.resolve('node_modules'), path.join(scratch, 'node_modules'))
  cpSync(path.join('lib', 'db', 'generated'), path.join(scratch, 'lib', 'db', 'generated'), {
    recursive: true,
  })
  mkdirSync(path.dirname(report), { recursive: true })
}

function removeScratch(): void {
  if (existsSync(scratch)) rmSync(scratch, { recursive: true, force: true })
  git('worktree', 'prune')
}

/** How the named tests of a file end; a test that could not be run is missing. */
function runTests(file: string, names: string[]): Map<string, string> {
  rmSync(report, { force: true })
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const vitest = path.join('node_modules', 'vitest', 'vitest.mjs')
  spawnSync(
    process.execPath,
    [vitest, 'run', file, '-t', pattern, '--reporter=json', `--outputFile.json=${report}`],
    { cwd: scratch, stdio: 'ignore', env: { ...process.env, SEED: '1' }, timeout: 300_000 },
  )
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
    makeScratch()
    try {
      const sound = testSoundCode()
      const results = MUTANTS.map((mutant) => {
        const { file, test } = mutant.killedBy
        const passes = sound.get(`${file} ${test}`) === 'passed'
        const end = passes ? tryMutant(mutant) : 'its test does not pass on sound code'
        say(`  ${end === 'killed' ? '✓' : '✗'} ${mutant.name}${end === 'killed' ? '' : `: ${end}`}`)
        return { ...mutant, end }
      })
      return {
        trials: results.length,
        violations: results.flatMap(({ name, end }) => (end === 'killed' ? [] : [`${name}: ${end}`])),
        notes: results.map(
          ({ name, file, killedBy, end }) => `${name} (${file}): ${end}, by “${killedBy.test}”`,
        ),
      }
    } finally {
      removeScratch()
    }
  },
}

function testSoundCode(): Map<string, string> {
  const files = [...new Set(MUTANTS.map(({ killedBy }) => killedBy.file))]
  return new Map(
    files.flatMap((file) => {
      const names = MUTANTS.filter(({ killedBy }) => killedBy.file === file).map(
        ({ killedBy }) => killedBy.test,
      )
      return [...runTests(file, [...new Set(names)])].map(([name, end]) => [`${file} ${name}`, end] as const)
    }),
  )
}

function tryMutant({ file, find, replace, killedBy }: Mutant): string {
  const target = path.join(scratch, file)
  const sound = existsSync(target) ? readFileSync(target, 'utf8') : ''
  if (sound.split(find).length !== 2) return 'its place in the code is not found'
  writeFileSync(
    target,
    sound.replace(find, () => replace),
  )
  try {
    const end = runTests(killedBy.file, [killedBy.test]).get(killedBy.test)
    if (end === 'failed') return 'killed'
    return end === undefined ? 'its test could not be run' : 'it survived'
  } finally {
    writeFileSync(target, sound)
  }
}
