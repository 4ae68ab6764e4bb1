import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { TrustStack } from './stack.ts'

/** Runs a command of `scripts` as the shop's operator does; how it ended and what it said. */
export async function runOperator(
  { env }: TrustStack,
  script: string,
  args: string[],
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join('scripts', script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, LOG_LEVEL: 'silent', TSX_TSCONFIG_PATH: 'tsconfig.worker.json' },
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void said.push(chunk))
  await once(child, 'close')
  return { code: child.exitCode, said: Buffer.concat(said).toString('utf8') }
}
