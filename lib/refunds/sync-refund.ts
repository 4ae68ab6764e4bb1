import 'server-only'
import type { Applied } from '@/lib/charges/apply-payment'
import { syncPayment } from '@/lib/charges/sync-payment'
import type { ProviderError } from '@/lib/dodo/errors'
import { fetchRefund, type ProviderRefund } from '@/lib/dodo/refunds'
import { ok, type Result } from '@/lib/result'
import { applyRefund } from './apply-refund'

/** Reads a refund at the provider and takes in what it says. Safe to call from anywhere, as often as wished. */
export async function syncRefund(refundId: string): Promise<Result<Applied, ProviderError>> {
  const refund = await fetchRefund(refundId)
  return refund.ok ? takeInRefund(refund.value) : refund
}

/** Takes in a refund; the news of it may come before that of its payment, which is then read first. */
export async function takeInRefund(refund: ProviderRefund): Promise<Result<Applied, ProviderError>> {
  const applied = await applyRefund(refund)
  if (applied !== 'not_ours') return ok(applied)
  const payment = await syncPayment(refund.paymentId)
  if (!payment.ok || payment.value === 'not_ours' || payment.value === 'unknown_attempt') return payment
  return ok(await applyRefund(refund))
}
