import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { addCounts, countFamilies, countTests, totals } from './reports.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'upnext-reports-'))
const report = (content: unknown) => {
  const file = path.join(dir, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}
const vitest = (numPassedTests: number, numFailedTests: number, numFailedTestSuites: number) =>
  report({ numPassedTests, numFailedTests, numFailedTestSuites })

it('counts what vitest ran, and a file that cannot be loaded', () => {
  expect(countTests('vitest', vitest(7, 0, 0), 0)).toEqual({ passed: 7, failed: 0 })
  expect(countTests('vitest', vitest(5, 2, 1), 1)).toEqual({ passed: 5, failed: 2 })
  expect(countTests('vitest', vitest(5, 0, 1), 1)).toEqual({ passed: 5, failed: 1 })
})

it('counts a test that passed only at the second try as failed', () => {
  const file = report({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 4 } })
  expect(countTests('playwright', file, 1)).toEqual({ passed: 3, failed: 2 })
})

it('never counts a broken run as a pass', () => {
  expect(countTests('vitest', vitest(7, 0, 0), 1)).toEqual({ passed: 7, failed: 1 })
  expect(countTests('playwright', path.join(dir, 'missing.json'), 1)).toEqual({ passed: 0, failed: 1 })
})

it('counts the families of trials that held, and never a broken run as a pass', () => {
  const file = report({ families: { a: { violations: 0 }, b: { violations: 2 }, c: { violations: 0 } } })
  expect(countFamilies(file, 1)).toEqual({ passed: 2, failed: 1 })
  const held = report({ families: { a: { violations: 0 } } })
  expect(countFamilies(held, 0)).toEqual({ passed: 1, failed: 0 })
  expect(countFamilies(held, 1)).toEqual({ passed: 1, failed: 1 })
  expect(countFamilies(path.join(dir, 'missing.json'), 0)).toEqual({ passed: 0, failed: 1 })
})

it('adds up to the last line', () => {
  const sum = addCounts([
    { passed: 7, failed: 0 },
    { passed: 3, failed: 2 },
  ])
  expect(totals(sum)).toBe('10 passed, 2 failed')
})
