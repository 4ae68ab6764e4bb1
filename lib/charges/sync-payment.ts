import 'server-only'
import type { ProviderError } from '@/lib/dodo/errors'
import { fetchPayment } from '@/lib/dodo/payment'
import { ok, type Result } from '@/lib/result'
import { applyChangePayment } from '@/lib/subscriptions/apply-change-payment'
import { readChangeMetadata } from '@/lib/subscriptions/change-tag'
import { type Applied, applyPayment } from './apply-payment'

/** Reads a payment at the provider and takes in what it says. Safe to call from anywhere, as often as wished. */
export async function syncPayment(paymentId: string): Promise<Result<Applied, ProviderError>> {
  const payment = await fetchPayment(paymentId)
  if (!payment.ok) return payment
  const changeId = readChangeMetadata(payment.value.metadata)
  return ok(changeId ? await applyChangePayment(changeId, payment.value) : await applyPayment(payment.value))
}
