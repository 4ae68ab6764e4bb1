import { readFileSync } from 'node:fs'
import path from 'node:path'
import { nextCli, prismaCli } from '../stack/build.ts'
import type { Program } from '../stack/program.ts'
import type { Progress } from '../stack/progress.ts'
import { runTask } from '../stack/service.ts'
import { Trouble } from '../trouble.ts'

const modules = (file: string) => path.join('node_modules', file)

/** In this order: the types need the generated client and the routes' types. */
const checks = [
  { name: 'Client', args: [prismaCli, 'generate'] },
  { name: 'Routes', args: [nextCli, 'typegen'] },
  { name: 'Lint', args: [modules('@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'Types', args: [modules('typescript/bin/tsc'), '--noEmit'] },
]

/** Generates what is generated, then checks format, lint and types. The first that fails shows all it said. */
export async function runChecks(progress: Progress, track: (program: Program) => void): Promise<void> {
  for (const { name, args } of checks) {
    await progress.step(name, async () => {
      await runCheck(name, args, track)
      return undefined
    })
  }
}

async function runCheck(name: string, args: string[], track: (program: Program) => void): Promise<void> {
  const logFile = path.resolve('.data', 'reports', `${name.toLowerCase()}.log`)
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  try {
    await runTask({ name, args, env, logFile }, track)
  } catch (error) {
    if (error instanceof Trouble)
      throw new Trouble(error.message, error.advice, readFileSync(logFile, 'utf8'))
    throw error
  }
}
