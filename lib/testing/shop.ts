import { afterAll, vi } from 'vitest'
import { API_KEY, control, sdk, startEmulator, startReceiver, WEBHOOK_SECRET } from '../../emulator/testing'
import { createTestDatabase } from '../../scripts/testing/database'
import { openProviderLine } from './provider-line'

export const SHOP_URL = 'http://shop.test'

/**
 * A shop on real parts for one test file: its own database, the emulator over HTTP behind a line that can be
 * disturbed, a mailbox, and a receiver that keeps the webhooks until the test hands them in. Call it before any module
 * of the shop is imported; they read their settings once.
 */
export async function openShop() {
  const { url: databaseUrl } = await createTestDatabase()
  const receiver = await startReceiver()
  const emulator = await startEmulator({ webhook: { url: receiver.url, secret: WEBHOOK_SECRET } })
  const line = await openProviderLine(emulator.url)
  const settings = {
    APP_URL: SHOP_URL,
    DODO_PAYMENTS_BASE_URL: line.url,
    DODO_PAYMENTS_API_KEY: API_KEY,
    DODO_PAYMENTS_WEBHOOK_KEY: WEBHOOK_SECRET,
    SMTP_URL: `smtp://127.0.0.1:${emulator.smtpPort}`,
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)

  const { pool } = await import('@/lib/db/pool')
  afterAll(async () => {
    await pool.end()
    await line.close()
    await Promise.all([emulator.close(), receiver.close()])
  })
  return {
    databaseUrl,
    line,
    emulator,
    /** The provider itself, past the line. */
    provider: sdk(emulator),
    control: <T>(method: string, path: string, body?: unknown) => control<T>(emulator, method, path, body),
    webhooks: receiver.received,
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>
