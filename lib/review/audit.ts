import 'server-only'
import type { Prisma } from '@/lib/db/generated/client'
import type { Tx } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import type { ACTS } from './acts'

/** What somebody does, on what, and why; `before` and `after` where something is changed. */
export type Act = {
  actor: string
  action: (typeof ACTS)[number]
  subject: string
  reason: string
  evidence: Record<string, string | number | null>
  before?: Prisma.InputJsonValue | null
  after?: Prisma.InputJsonValue | null
}

/** Writes down what somebody does, in the transaction that does it. The row is never changed. */
export async function writeAudit(tx: Pick<Tx, 'audit'>, { before, after, ...act }: Act): Promise<void> {
  await tx.audit.create({
    data: { id: newId(), ...act, before: before ?? undefined, after: after ?? undefined },
  })
}
