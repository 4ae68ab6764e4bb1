import 'server-only'
import { z } from 'zod'
import { arbiterSettingsSchema } from '@/lib/arbiter/settings'
import { ProrationMode } from '@/lib/db/generated/enums'
import { db, type Tx } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { writeAudit } from '@/lib/review/audit'
import { forgetStoredSettings } from './shop-settings'

/** What the merchant may set, and its bounds; they are those of the environment and of the database. */
export const settingsSchema = z.strictObject({
  ...arbiterSettingsSchema.shape,
  undoMinutes: z.int().min(0).max(1_440),
  pauseAfterUnknown: z.int().min(2).max(1_000),
  defaultDeadlineMinutes: z.int().min(10).max(1_440),
  defaultCooldownDays: z.int().min(0).max(730),
  planChangeMode: z.enum(ProrationMode),
  saveDiscountCode: z
    .string()
    .regex(/^[A-Z0-9_-]{3,16}$/)
    .nullable(),
})

export type Settings = z.infer<typeof settingsSchema>

/** Every setting as it holds now. */
export async function readSettings(tx: Pick<Tx, 'shopSettings'> = db): Promise<Settings> {
  const row = await tx.shopSettings.findUnique({ where: { id: 'shop' } })
  return {
    monthlyAsks: row?.monthlyAsks ?? 12,
    monthlyAsksAfterRefund: row?.monthlyAsksAfterRefund ?? 3,
    ranking: row?.offerRanking ?? 'priority',
    undoMinutes: row?.undoMinutes ?? env.UNDO_MINUTES,
    pauseAfterUnknown: row?.pauseAfterUnknown ?? env.PAUSE_AFTER_UNKNOWN,
    defaultDeadlineMinutes: row?.defaultDeadlineMinutes ?? 30,
    defaultCooldownDays: row?.defaultCooldownDays ?? 30,
    planChangeMode: row?.planChangeMode ?? 'difference_immediately',
    saveDiscountCode: row?.saveDiscountCode ?? null,
  }
}

/** Sets what is new, with the audit of it: what it was and what it is. False when nothing was changed. */
export async function saveSettings(settings: Settings, actor: string): Promise<boolean> {
  const changed = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM shop_settings FOR UPDATE`
    const was = await readSettings(tx)
    const names = (Object.keys(settings) as (keyof Settings)[]).filter((name) => was[name] !== settings[name])
    if (names.length === 0) return false
    const { ranking, ...rest } = settings
    const data = { ...rest, offerRanking: ranking }
    await tx.shopSettings.upsert({ where: { id: 'shop' }, update: data, create: { id: 'shop', ...data } })
    const pick = (from: Settings) => Object.fromEntries(names.map((name) => [name, from[name]]))
    const act = { actor, action: 'change_settings' as const, subject: 'settings', reason: '', evidence: {} }
    await writeAudit(tx, { ...act, before: pick(was), after: pick(settings) })
    return true
  })
  forgetStoredSettings()
  return changed
}
