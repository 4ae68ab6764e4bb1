import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

export type Count = { passed: number; failed: number }

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numFailedTestSuites: z.number(),
  })
  .transform((report) => ({
    passed: report.numPassedTests,
    // A file that cannot be loaded fails without failing a test.
    failed: report.numFailedTests || report.numFailedTestSuites,
  }))

const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  .transform(({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }))

/** How many tests passed and failed, from a runner's JSON report; a run that broke counts as a failure at least. */
export function countTests(runner: 'vitest' | 'playwright', file: string, exitCode: number): Count {
  const schema = runner === 'vitest' ? vitestReport : playwrightReport
  const count = existsSync(file)
    ? schema.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0 }
  return { ...count, failed: exitCode === 0 ? count.failed : Math.max(count.failed, 1) }
}

const trustReport = z.object({ families: z.record(z.string(), z.object({ violations: z.number() })) })

/** How many families of trials held; a run that broke counts as a failure at least. */
export function countFamilies(file: string, exitCode: number): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const families = Object.values(trustReport.parse(JSON.parse(readFileSync(file, 'utf8'))).families)
  const passed = families.filter(({ violations }) => violations === 0).length
  const failed = families.length - passed
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) }
}

export const addCounts = (counts: Count[]): Count => ({
  passed: counts.reduce((sum, { passed }) => sum + passed, 0),
  failed: counts.reduce((sum, { failed }) => sum + failed, 0),
})

/** The last line of `npm test`. */
export const totals = ({ passed, failed }: Count) => `${passed} passed, ${failed} failed`
