import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import type { Budget, Ranking } from './shopper'

/** How the arbiter is set up. */
export type ArbiterSettings = Budget & { ranking: Ranking }

/** What a merchant may set: at most so many suggestions to a person in thirty days, fewer after a refund. */
export const arbiterSettingsSchema = z.strictObject({
  monthlyAsks: z.int().min(0).max(100),
  monthlyAsksAfterRefund: z.int().min(0).max(100),
  ranking: z.enum(['priority', 'expected_value']),
})

export async function readArbiterSettings(): Promise<ArbiterSettings> {
  const row = await db.shopSettings.findUnique({ where: { id: 'shop' } })
  if (!row) return { monthlyAsks: 12, monthlyAsksAfterRefund: 3, ranking: 'priority' }
  const { monthlyAsks, monthlyAsksAfterRefund, offerRanking } = row
  return { monthlyAsks, monthlyAsksAfterRefund, ranking: offerRanking }
}

/** Sets up the arbiter; decisions from now on follow it. The caller has checked who asks. */
export async function saveArbiterSettings({ ranking, ...budget }: ArbiterSettings): Promise<void> {
  const data = { ...budget, offerRanking: ranking }
  await db.shopSettings.upsert({
    where: { id: 'shop' },
    update: data,
    create: { id: 'shop', ...data },
  })
}
