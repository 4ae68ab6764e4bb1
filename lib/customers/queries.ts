import 'server-only'
import { db } from '@/lib/db/prisma'
import { getViewer } from '@/lib/identity/viewer'
import { findOwnCard } from './find-own-card'
import type { CardOfOrder, KeptCard } from './view'

/** The cards that whoever is signed in keeps, the chosen one first. */
export async function listKeptCards(): Promise<KeptCard[]> {
  const { user } = await getViewer()
  if (!user) return []
  const rows = await db.savedMethod.findMany({
    where: { userId: user.id, revokedAt: null },
    orderBy: [{ chosen: 'desc' }, { consentedAt: 'desc' }],
  })
  return rows.map(({ id, brand, lastFour, expMonth, expYear, chosen }) => ({
    id,
    brand,
    lastFour,
    expiry: expMonth && expYear ? { month: expMonth, year: expYear } : null,
    chosen,
  }))
}

/** Whether the card of an order may be kept, or is; null for a guest's, somebody else's, and one that was removed. */
export async function getCardOfOrder(orderId: string): Promise<CardOfOrder | null> {
  const { user } = await getViewer()
  const card = user && (await findOwnCard(user.id, orderId))
  if (!card) return null
  const kept = await db.savedMethod.findMany({ where: { paymentMethodId: card.paymentMethodId } })
  if (kept.length > 0 && kept.every(({ revokedAt }) => revokedAt)) return null
  return { state: kept.length > 0 ? 'kept' : 'ask', brand: card.brand, lastFour: card.lastFour }
}
