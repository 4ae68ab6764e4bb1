import 'server-only'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'

/**
 * Gives a user the guest orders that were paid with their address. Called right after a code proved the mailbox, and
 * nowhere else. Orders, library and licence keys move with the row; how it was paid does not become theirs: a card is
 * charged only by the browser that paid with it, or by who kept it under their own provider customer (trust: T2).
 */
export async function claimOrders({ id, email }: { id: string; email: string }): Promise<number> {
  const claimed = await db.$executeRaw`UPDATE "order" SET user_id = ${id}
    WHERE user_id IS NULL AND paid_at IS NOT NULL AND lower(email COLLATE "C") = ${email}`
  if (claimed > 0) logger.info({ userId: id, claimed }, 'guest orders claimed')
  return claimed
}
