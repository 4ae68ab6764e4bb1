import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** What `npm run invariants` finds broken in the shop's own database, as an operator would see it; a line each. */
export async function brokenInvariants(databaseUrl: string): Promise<string[]> {
  const script = path.join('scripts', 'invariants.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl, TSX_TSCONFIG_PATH: 'tsconfig.worker.json' },
  })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  await once(child, 'close')
  const lines = Buffer.concat(said).toString('utf8').split('\n')
  const broken = lines.filter((line) => line.startsWith('✗') || line.startsWith('       '))
  if (child.exitCode === 0 && broken.length === 0) return []
  return broken.length > 0
    ? broken.map((line) => `npm run invariants: ${line.trim()}`)
    : ['npm run invariants broke off']
}
