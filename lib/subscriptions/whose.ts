import 'server-only'
import type { Prisma } from '@/lib/db/generated/client'
import { getViewer } from '@/lib/identity/viewer'
import { ownedByViewer } from '@/lib/orders/owned-by'

/** The subscriptions of whoever asks: a subscription belongs to whom its order belongs to. */
export async function whoseSubscriptions(): Promise<Prisma.SubscriptionWhereInput> {
  return { order: ownedByViewer(await getViewer()) }
}
