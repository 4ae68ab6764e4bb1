import { freePort } from '../free-port.ts'
import type { Progress } from '../stack/progress.ts'
import { Stack } from '../stack/stack.ts'

/** The whole shop in test mode: ports nobody uses, and data that begin empty at every start. */
export async function createTestStack(progress: Progress): Promise<Stack> {
  const ports = { shop: await freePort(), emulator: await freePort(), mail: await freePort() }
  return new Stack({ mode: 'test', dataDir: '.data/test', ports }, progress)
}

const told = [
  'UPNEXT_MODE',
  'APP_URL',
  'APP_SECRET',
  'DATABASE_URL',
  'DODO_PAYMENTS_BASE_URL',
  'DODO_PAYMENTS_API_KEY',
  'DODO_PAYMENTS_WEBHOOK_KEY',
  'SMTP_URL',
]

/** What browser tests learn of a running stack: where it is, and the keys to reach into it. */
export function testFacts(stack: Stack): Record<string, string> {
  return Object.fromEntries(told.map((name) => [name, stack.env[name] ?? '']))
}
