import 'server-only'
import type { Tx } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'

/** What an operator does, on what, and why. */
export type Act = {
  actor: string
  action: 'release' | 'requeue' | 'backfill'
  subject: string
  reason: string
  evidence: Record<string, string | number | null>
}

/** Writes down what an operator does, in the transaction that does it. The row is never changed. */
export async function writeAudit(tx: Pick<Tx, 'audit'>, act: Act): Promise<void> {
  await tx.audit.create({ data: { id: newId(), ...act } })
}
