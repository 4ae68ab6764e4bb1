import 'server-only'
import { db, type Tx } from '@/lib/db/prisma'

/**
 * The one thing an order began with, if it can be exchanged for something bigger: what was paid for it, in minor units,
 * with a method that can be charged again.
 */
export type Swappable = { lineId: string; paymentId: string; totalMinor: number; currency: string }

type Order = {
  lines: readonly {
    id: string
    payment: { id: string; totalMinor: number; currency: string; paymentMethodId: string | null } | null
  }[]
}

/** What of an order could be swapped now; null where nothing could. */
export async function findSwappable({ lines }: Order): Promise<Swappable | null> {
  const [line, ...more] = lines
  if (!line?.payment?.paymentMethodId || more.length > 0) return null
  if (!(await isSwappable(db, line.id, null))) return null
  const { id: paymentId, totalMinor, currency } = line.payment
  return { lineId: line.id, paymentId, totalMinor, currency }
}

/** Asks the database's is_swappable, which is also what the offer's page goes by; `impressionId` is the swap that asks. */
export async function isSwappable(
  tx: Pick<Tx, '$queryRaw'>,
  lineId: string,
  impressionId: string | null,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ yes: boolean }[]>`
    SELECT is_swappable(${lineId}, ${impressionId ?? ''}) AS yes`
  return row?.yes ?? false
}
