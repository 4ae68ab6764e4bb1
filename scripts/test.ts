import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Program } from './stack/program.ts'
import { createProgress, stepLine } from './stack/progress.ts'
import type { Stack } from './stack/stack.ts'
import { runChecks } from './testing/checks.ts'
import { addCounts, type Count, countFamilies, countTests, totals } from './testing/reports.ts'
import { runInTerminal } from './testing/run-in-terminal.ts'
import { createTestStack, testFacts } from './testing/test-stack.ts'
import { describeTrouble, runMain, Trouble } from './trouble.ts'

/**
 * `npm test`: checks, the emulator's contract, unit and integration tests, then the built shop in a real browser, and a
 * little of what `npm run trust` proves; it stops at the first of them that fails. `npm test -- unit [vitest's
 * arguments]`, `npm test -- contract`, `npm test -- e2e [Playwright's arguments]` and `npm test -- trust` run one.
 */

type Stage = { name: string; run: () => Promise<Count> }

const none: Count = { passed: 0, failed: 0 }
const reports = path.resolve('.data', 'reports')
const progress = createProgress()
const programs: Program[] = []
let stack: Stack | null = null
let interrupted = false

const checkStage: Stage = {
  name: 'Checks',
  run: async () => {
    await runChecks(progress, (program) => programs.push(program))
    return none
  },
}

const unitStage = (args: string[]): Stage => ({
  name: 'Unit',
  run: () => {
    const report = path.join(reports, 'vitest.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    return runTests(
      'vitest',
      [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...args],
      report,
    )
  },
})

const contractStage: Stage = {
  name: 'Contract',
  run: async () => {
    const code = await runInTerminal(['--import', 'tsx', path.join('emulator', 'contract', 'main.ts')])
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  },
}

const shopStage: Stage = {
  name: 'Shop',
  run: async () => {
    stack = await createTestStack(progress)
    await stack.start()
    return none
  },
}

const browserStage = (args: string[]): Stage => ({
  name: 'Browser',
  run: () => {
    const cli = path.join('node_modules', '@playwright', 'test', 'cli.js')
    const report = path.join(reports, 'playwright.json')
    return runTests('playwright', [cli, 'test', ...args], report, stack ? testFacts(stack) : {})
  },
})

/** It starts the shop anew, in two instances, from the build that was just tested. */
const trustStage = (args: string[]): Stage => ({
  name: 'Trust',
  run: async () => {
    await stack?.stop()
    const report = path.join(reports, 'trust-report.json')
    rmSync(report, { force: true })
    const code = await runInTerminal([path.join('scripts', 'trust.mjs'), ...args])
    return countFamilies(report, code)
  },
})

async function runTests(
  runner: 'vitest' | 'playwright',
  args: string[],
  report: string,
  env: Record<string, string> = {},
): Promise<Count> {
  rmSync(report, { force: true })
  return countTests(runner, report, await runInTerminal(args, env))
}

function stagesFor([only, ...args]: string[]): Stage[] {
  switch (only) {
    case undefined:
      return [checkStage, contractStage, unitStage([]), shopStage, browserStage([]), trustStage(['--built'])]
    case 'unit':
      return [unitStage(args)]
    case 'contract':
      return [contractStage]
    case 'e2e':
      return [shopStage, browserStage(args)]
    case 'trust':
      return [trustStage(args)]
    default:
      throw new Trouble(
        `There are no tests called ${only}.`,
        'Try: npm test, npm test -- unit, npm test -- contract, npm test -- e2e, npm test -- trust',
      )
  }
}

async function runStages(stages: Stage[]): Promise<Count> {
  const counts: Count[] = []
  const summary: string[] = []
  for (const { name, run } of stages) {
    console.log(`\n${name}`)
    const since = performance.now()
    const count = await run().catch((error: unknown) => {
      if (!interrupted) console.error(`\n${describeTrouble(error)}\n`)
      return { passed: 0, failed: 1 }
    })
    const detail = count === none ? '' : totals(count)
    summary.push(stepLine(count.failed === 0 ? '✓' : '✗', name, detail, performance.now() - since))
    counts.push(count)
    if (count.failed > 0 || interrupted) break
  }
  console.log(`\n${summary.join('\n')}`)
  return addCounts(counts)
}

async function interrupt(): Promise<void> {
  interrupted = true
  progress.close()
  await Promise.all(programs.map((program) => program.stop()))
  await stack?.stop()
}

await runMain(async () => {
  const stages = stagesFor(process.argv.slice(2))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void interrupt())
  const count = await runStages(stages)
  await stack?.stop()
  if (interrupted) console.log('\nInterrupted before the end.')
  console.log(`\n${totals(count)}`)
  process.exit(count.failed === 0 && !interrupted ? 0 : 1)
})
