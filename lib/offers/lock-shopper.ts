import 'server-only'
import type { Tx } from '@/lib/db/prisma'

/** Lets one decision of a shopper be taken at a time, until the transaction ends: what it reads stays true. */
export async function lockShopper(tx: Tx, sessionId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM shopper_session WHERE id = ${sessionId} FOR NO KEY UPDATE`
}
