import 'server-only'
import type { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { readCharges, readHistory } from './history'
import { readNames } from './names'
import type { SubscriptionDetails, SubscriptionView } from './view'
import { toView, viewInclude } from './view-subscription'
import { whoseSubscriptions } from './whose'

const ORDER = [
  { status: 'asc' },
  { providerCreatedAt: 'desc' },
] satisfies Prisma.SubscriptionOrderByWithRelationInput[]

/** The subscriptions of whoever asks, active ones first; none for a stranger. */
export async function listSubscriptions(locale: string): Promise<SubscriptionView[]> {
  const whose = await whoseSubscriptions()
  const rows = await db.subscription.findMany({ where: whose, include: viewInclude, orderBy: ORDER })
  const names = await readNames(locale)
  return Promise.all(rows.map((row) => toView(row, names)))
}

/** One subscription with its charges and its history; null when it is not theirs, as if it did not exist. */
export async function getSubscription(id: string, locale: string): Promise<SubscriptionDetails | null> {
  const whose = await whoseSubscriptions()
  const row = await db.subscription.findFirst({ where: { ...whose, id }, include: viewInclude })
  if (!row) return null
  const names = await readNames(locale)
  const [view, charges, history] = [
    await toView(row, names),
    await readCharges(row),
    await readHistory(row.id, names),
  ]
  return { ...view, charges, history }
}
