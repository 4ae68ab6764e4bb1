import 'server-only'
import type { Break } from '@/lib/breaks/keep-breaks'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { writeAudit } from '@/lib/review/audit'
import { checkPayments, checkRefunds, findSuspects } from './find-breaks'
import { readTheirs, type Span } from './read-books'

/** What a backfill of a span would change: nothing, as a rule. Writes nothing. */
export async function previewBackfill(span: Span): Promise<{ seen: number; breaks: Break[] }> {
  const { seen, payments, refunds } = await findSuspects(span)
  return { seen, breaks: [...(await checkPayments(payments)), ...(await checkRefunds(refunds))] }
}

/**
 * Queues a look at everything the provider has of a span, as if all its webhooks had come again: for after an outage of
 * the endpoint or a restored database. Run twice it changes nothing more.
 */
export async function backfill(span: Span, actor: string): Promise<{ payments: number; refunds: number }> {
  const { payments, refunds } = await readTheirs(span)
  await db.$transaction(
    async (tx) => {
      for (const { id } of payments)
        await addJob(tx, 'sync_payment', { paymentId: id }, { key: `payment:${id}` })
      for (const { id } of refunds) await addJob(tx, 'sync_refund', { refundId: id }, { key: `back:${id}` })
      await writeAudit(tx, {
        actor,
        action: 'backfill',
        subject: `${span.from.toISOString()} to ${span.to.toISOString()}`,
        reason: 'backfill',
        evidence: { payments: payments.length, refunds: refunds.length },
      })
    },
    { timeout: 60_000 },
  )
  return { payments: payments.length, refunds: refunds.length }
}
