import 'server-only'
import type { Applied } from '@/lib/charges/apply-payment'
import { db } from '@/lib/db/prisma'
import { fetchDispute } from '@/lib/dodo/disputes'
import type { ProviderError } from '@/lib/dodo/errors'
import { ok, type Result } from '@/lib/result'

/** Reads a dispute at the provider and keeps where it stands, for what is counted net of it. Moves no money. */
export async function syncDispute(id: string): Promise<Result<Applied, ProviderError>> {
  const readAt = new Date()
  const found = await fetchDispute(id)
  if (!found.ok) return found
  const { paymentId, status } = found.value
  if (!(await db.payment.findUnique({ where: { id: paymentId } }))) return ok('not_ours')
  await db.dispute.upsert({
    where: { id: found.value.id },
    update: { status, readAt },
    create: { id: found.value.id, paymentId, status, readAt },
  })
  return ok('applied')
}
