import type { Prisma } from '@/lib/db/generated/client'
import type { Viewer } from '@/lib/identity/viewer'

/** Whose orders: those of a user, and those a browser bought as a guest that nobody has claimed. */
export type Owner = { userId: string | null; sessionId: string | null }

/** The one place that says whose an order is. Once it has a user, the browser it was bought in opens nothing. */
export function ownedBy({ userId, sessionId }: Owner): Prisma.OrderWhereInput {
  const as: Prisma.OrderWhereInput[] = []
  if (userId) as.push({ userId })
  if (sessionId) as.push({ userId: null, sessionId })
  return { OR: as }
}

export const ownerOf = ({ user, sessionId }: Viewer): Owner => ({ userId: user?.id ?? null, sessionId })

/** The orders of whoever asks. */
export const ownedByViewer = (viewer: Viewer): Prisma.OrderWhereInput => ownedBy(ownerOf(viewer))
