import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Aside, Counts, Family } from './family.ts'

type Suite = {
  name: string
  says: string
  files: string[]
  env?: (counts: Counts) => Record<string, string>
  /** Trials where one test makes many; else each test is one. */
  trials?: (counts: Counts) => number
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
})

/** Parts of the catalogue that are tests beside the code: they need what HTTP cannot reach. `npm test` runs them too. */
const SUITES: Suite[] = [
  {
    name: 'constraints',
    says: 'raw SQL, as the shop’s own role, attacks every constraint, index and trigger that guards money',
    files: ['lib/db/constraints.integration.test.ts', 'lib/subscriptions/constraints.integration.test.ts'],
  },
  {
    name: 'crashes of every step',
    says: 'a click, news of a payment, the opening of a checkout, a swap, an undo and a change of plan die or lose their connection at every single step',
    files: [
      'lib/charges/crash.integration.test.ts',
      'lib/swaps/crash.integration.test.ts',
      'lib/refunds/refund-faults.integration.test.ts',
      'lib/subscriptions/change-crash.integration.test.ts',
    ],
  },
  {
    name: 'histories',
    says: 'fast-check makes up what may happen around an offer or a plan (clicks, other tabs, faults, banks, webhooks, refunds, hours), plays it and checks the invariants',
    files: [
      'lib/charges/history.integration.test.ts',
      'lib/subscriptions/change-history.integration.test.ts',
    ],
    env: (counts) => ({ SCENARIOS: String(counts.histories) }),
    trials: (counts) => counts.histories + Math.ceil(counts.histories / 4),
  },
  {
    name: 'authorisation',
    says: 'every page, action and route, as listed by the build, is tried by those who may not',
    files: [
      'lib/identity/entry-points.integration.test.ts',
      'lib/offers/actions.integration.test.ts',
      'lib/identity/victims-email.integration.test.ts',
    ],
  },
]

export const suites: Family<Aside>[] = SUITES.map(({ name, says, files, env, trials }) => ({
  name,
  says,
  async run({ counts, random }) {
    const output = path.resolve('.data', 'reports', 'trust-suite.json')
    const child = spawn(
      process.execPath,
      [
        path.join('node_modules', 'vitest', 'vitest.mjs'),
        ...['run', ...files, '--reporter=json', `--outputFile.json=${output}`, '--testTimeout=1800000'],
      ],
      { stdio: 'ignore', env: { ...process.env, SEED: String(random.below(2 ** 31)), ...env?.(counts) } },
    )
    await once(child, 'exit')
    const { testResults } = reportSchema.parse(JSON.parse(readFileSync(output, 'utf8')))
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
    const failed = tests.filter(({ status }) => status === 'failed')
    const empty = testResults.length < files.length || tests.length === 0
    return {
      trials: trials?.(counts) ?? tests.length,
      violations: [
        ...failed.map(({ fullName }) => fullName),
        ...(empty || (child.exitCode !== 0 && failed.length === 0)
          ? ['a file of tests could not be run']
          : []),
      ],
      notes: [`${tests.length} tests in ${files.join(', ')}`],
    }
  },
}))
