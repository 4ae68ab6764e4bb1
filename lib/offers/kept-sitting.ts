import 'server-only'
import { readCampaign } from '@/lib/checkout/campaign'
import { db } from '@/lib/db/prisma'
import { ensureSessionId } from '@/lib/identity/session'
import type { SignedIn } from '@/lib/identity/viewer'
import { newId } from '@/lib/ids'

/**
 * The order that a click with a kept card would open: a customer's empty one, or a new one. It takes what is bought on
 * several product pages into one sitting. What this offer showed there before and may be shown no more (it ran out, or
 * was for another card) is taken away, never changed: a page that still shows the old price finds nothing to accept.
 */
export async function openSitting(
  user: SignedIn,
  shown: { offerId: string; savedMethodId: string; locale: string; now: Date },
): Promise<string> {
  const { offerId, savedMethodId, locale, now } = shown
  const sessionId = await ensureSessionId()
  const empty = await db.order.findFirst({
    where: {
      userId: user.id,
      sessionId,
      locale,
      paidAt: null,
      lines: { none: {} },
      impressions: { none: { offerId, state: { not: 'presented' } } },
    },
    orderBy: { createdAt: 'desc' },
  })
  if (!empty) {
    const id = newId()
    const campaign = await readCampaign()
    await db.order.create({ data: { id, userId: user.id, sessionId, locale, campaign } })
    return id
  }
  await db.impression.deleteMany({
    where: {
      orderId: empty.id,
      offerId,
      state: 'presented',
      OR: [{ expiresAt: { lte: now } }, { savedMethodId: { not: savedMethodId } }],
    },
  })
  return empty.id
}
