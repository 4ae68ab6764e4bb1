import 'server-only'
import type { ProviderError } from '@/lib/dodo/errors'
import { fetchPayment } from '@/lib/dodo/payment'
import { ok, type Result } from '@/lib/result'
import { type Applied, applyPayment } from './apply-payment'

/** Reads a payment at the provider and takes in what it says. Safe to call from anywhere, as often as wished. */
export async function syncPayment(paymentId: string): Promise<Result<Applied, ProviderError>> {
  const payment = await fetchPayment(paymentId)
  return payment.ok ? ok(await applyPayment(payment.value)) : payment
}
