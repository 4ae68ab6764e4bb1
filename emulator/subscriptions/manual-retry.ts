import type { ManualRetry, ManualRetryState } from 'dodopayments/resources/payments'
import { requirePayment } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { PaymentRow } from '../state/rows'
import { billingFor, requireSubscription } from './billing'
import { chargeDues, storedMethod } from './renew'

const SENDS_ALLOWED = 3
const COOLDOWN_MS = 60 * 60 * 1000

/** Whether the merchant may ask for a failed payment once more by hand, and the code it would be refused with. */
export function retryState(emulator: Emulator, payment: PaymentRow): ManualRetryState {
  const sends = sendsOf(emulator, payment)
  const last = sends.at(-1)
  const freeAt = last ? Date.parse(last.created_at) + COOLDOWN_MS : 0
  const isCooling = freeAt > emulator.now().getTime()
  const isSpent = sends.length >= SENDS_ALLOWED
  const reason = blockOf(emulator, payment) ?? (isSpent ? 'SUBSCRIPTION_PAYMENT_RETRY_LIMIT_EXCEEDED' : null)
  return {
    can_retry: reason === null && !isCooling,
    sends_allowed: SENDS_ALLOWED,
    sends_used: sends.length,
    reason: reason ?? (isCooling ? 'PREVIOUS_PAYMENT_PENDING' : null),
    retry_available_at: reason === null && isCooling ? new Date(freeAt).toISOString() : null,
  }
}

/** Charges the stored card once more for what this failed payment left owing, as a payment of its own. */
export function retryPayment(emulator: Emulator, id: string): ManualRetry {
  return emulator.store.commit(() => {
    const { store } = emulator
    const payment = requirePayment(emulator, id)
    const state = retryState(emulator, payment)
    if (!state.can_retry) {
      throw new ApiError(422, state.reason ?? 'UNSUPPORTED_ACTION', 'This payment cannot be tried again now')
    }
    const subscription = requireSubscription(store, payment.subscription_id ?? '')
    const dues = store.payments.get(billingFor(store, subscription).dues ?? '') ?? payment
    const made = chargeDues(emulator, subscription, dues, {
      method: storedMethod(store, subscription),
      holder: 'away',
      route: `POST /payments/${id}/retry`,
    })
    const { charge } = made.internal
    if (charge) {
      const internal = { ...made.internal, charge: { ...charge, manual_retry_of: invoiceOf(payment) } }
      store.payments.put({ ...made, internal })
    }
    const after = retryState(emulator, payment)
    const left = after.sends_used < SENDS_ALLOWED
    return {
      invoice_id: invoiceOf(payment),
      payment_id: made.payment_id,
      is_manual_retry: true,
      retry_attempt: after.sends_used,
      sends_used: after.sends_used,
      sends_allowed: SENDS_ALLOWED,
      retry_available_at: left ? new Date(emulator.now().getTime() + COOLDOWN_MS).toISOString() : null,
      status: made.status ?? null,
    }
  })
}

function blockOf({ store }: Emulator, payment: PaymentRow): string | null {
  if (payment.status !== 'failed') return 'UNSUPPORTED_ACTION'
  const subscription = store.subscriptions.get(payment.subscription_id ?? '')
  if (!subscription || !payment.internal.charge) return 'UNSUPPORTED_ACTION'
  if (subscription.status === 'expired') return 'SUBSCRIPTION_EXPIRED'
  if (subscription.status !== 'on_hold' && subscription.status !== 'past_due') return 'SUBSCRIPTION_INACTIVE'
  const { dues, awaiting } = billingFor(store, subscription)
  if (awaiting) return 'PREVIOUS_PAYMENT_PENDING'
  const owed = store.payments.get(dues ?? '')
  return owed && invoiceOf(owed) === invoiceOf(payment) ? null : 'UNSUPPORTED_ACTION'
}

function sendsOf({ store }: Emulator, payment: PaymentRow): PaymentRow[] {
  return store.payments.all().filter((row) => row.internal.charge?.manual_retry_of === invoiceOf(payment))
}

function invoiceOf({ invoice_id, payment_id }: PaymentRow): string {
  return invoice_id ?? payment_id
}
