import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '@/lib/db/prisma'
import { fetchInvoice } from '@/lib/dodo/invoices'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import { findOwnSubscription } from './find-own'

/** Names a charge in an address, where the provider's own id does not belong. */
export const receiptId = (paymentId: string): string =>
  createHash('sha256').update(`receipt.${paymentId}`).digest('base64url').slice(0, 22)

/** The receipt of one paid charge of whoever asks, as a PDF of the provider's; what is not theirs is not there. */
export async function readReceipt(
  subscriptionId: string,
  id: string,
): Promise<Result<ArrayBuffer, 'not_found' | 'unavailable'>> {
  const subscription = await findOwnSubscription(subscriptionId)
  if (!subscription) return fail('not_found')
  const payments = await db.payment.findMany({
    where: { subscriptionId: subscription.providerId, status: 'succeeded' },
    select: { id: true },
  })
  const payment = payments.find((each) => receiptId(each.id) === id)
  if (!payment) return fail('not_found')
  const invoice = await fetchInvoice(payment.id)
  if (invoice.ok) return ok(invoice.value)
  logger.warn({ subscriptionId, error: invoice.error }, 'a receipt could not be fetched')
  return fail('unavailable')
}
