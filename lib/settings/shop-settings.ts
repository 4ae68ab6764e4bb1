import 'server-only'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'

const KEPT_MS = 2_000

type StoredSettings = {
  /** For how long a one-click purchase can be undone. */
  undoMinutes: number
  /** How many charges may lose their answer within a minute before one click is paused for new offers. */
  pauseAfterUnknown: number
}

const shared = globalThis as { storedSettings?: { until: number; load: Promise<StoredSettings> } }

/**
 * What the merchant has set, else what the environment says. Kept for two seconds, so that no page waits for it twice;
 * where money moves the database is asked itself (undo-purchase.ts).
 */
export async function readStoredSettings(): Promise<StoredSettings> {
  if (shared.storedSettings && shared.storedSettings.until > Date.now()) return shared.storedSettings.load
  const load = loadSettings()
  shared.storedSettings = { until: Date.now() + KEPT_MS, load }
  load.catch(() => delete shared.storedSettings)
  return load
}

/** The next reading is a new one: for whoever has just changed something. */
export function forgetStoredSettings(): void {
  delete shared.storedSettings
}

async function loadSettings(): Promise<StoredSettings> {
  const row = await db.shopSettings.findUnique({ where: { id: 'shop' } })
  return {
    undoMinutes: row?.undoMinutes ?? env.UNDO_MINUTES,
    pauseAfterUnknown: row?.pauseAfterUnknown ?? env.PAUSE_AFTER_UNKNOWN,
  }
}
