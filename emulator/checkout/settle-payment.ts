import { countRedemptions } from '../discounts/redeem'
import type { Emulator } from '../emulator'
import { fulfil } from '../fulfilment/fulfil'
import { ApiError, notFound } from '../http/api-error'
import { DECLINE_MESSAGES, type DeclineCode } from '../reference/declines'
import type { PaymentRow } from '../state/rows'
import { afterCharge } from '../subscriptions/after-charge'
import { rememberBilling, savePaymentMethod } from './customers'
import { activateSubscription, failSubscription } from './subscriptions'

export type PaymentEnd =
  | { status: 'succeeded' }
  | { status: 'failed'; code: DeclineCode }
  | { status: 'cancelled' }

export function requirePayment(emulator: Emulator, id: string): PaymentRow {
  const payment = emulator.store.payments.get(id)
  if (!payment) throw notFound(`Payment ${id}`)
  return payment
}

/** Whether the payment still waits for the card holder or the bank. */
export function isOpen({ status }: PaymentRow): boolean {
  return (
    status === 'processing' || status === 'requires_customer_action' || status === 'requires_payment_method'
  )
}

/**
 * Ends an open payment once: moves the money, saves the card, opens or fails what it paid for and queues
 * the events. A payment that has ended already is refused with 409.
 */
export function settlePayment(emulator: Emulator, id: string, end: PaymentEnd): PaymentRow {
  return emulator.store.commit(() => {
    const open = requirePayment(emulator, id)
    if (!isOpen(open))
      throw new ApiError(409, 'UNSUPPORTED_ACTION', `Payment ${id} is already ${open.status}`)
    const ended = end.status === 'succeeded' ? succeed(emulator, open) : stop(emulator, open, end)
    emulator.outbox.enqueue(`payment.${end.status}`, 'Payment', id, ended.customer.email)
    if (ended.internal.charge) afterCharge(emulator, ended, ended.internal.charge)
    if (end.status === 'succeeded' && ended.checkout_session_id) fulfil(emulator, ended)
    return ended
  })
}

function succeed(emulator: Emulator, payment: PaymentRow): PaymentRow {
  const { store } = emulator
  const { customer_id, email } = payment.customer
  const now = emulator.now()
  const { card_to_save } = payment.internal
  const used = store.paymentMethods.get(payment.payment_method_id ?? '')
  const method = card_to_save
    ? savePaymentMethod(store, customer_id, card_to_save, now)
    : used && store.paymentMethods.put({ ...used, last_used_at: now.toISOString() })
  const methodId = method?.payment_method_id ?? payment.payment_method_id ?? null
  rememberBilling(store, customer_id, payment.billing)
  countRedemptions(store, payment)
  if (!payment.internal.charge) {
    for (const id of payment.subscription_ids) activateSubscription(emulator, id, methodId)
  }
  emulator.journal.add({
    kind: 'money',
    movement: 'charge',
    email,
    payment_id: payment.payment_id,
    amount: payment.total_amount,
    currency: payment.currency,
    metadata: payment.metadata,
  })
  return store.payments.put({
    ...payment,
    status: 'succeeded',
    updated_at: now.toISOString(),
    payment_method_id: methodId,
    internal: { ...payment.internal, card_to_save: null },
  })
}

function stop(
  emulator: Emulator,
  payment: PaymentRow,
  end: Exclude<PaymentEnd, { status: 'succeeded' }>,
): PaymentRow {
  const code = end.status === 'failed' ? end.code : null
  if (!payment.internal.charge) {
    for (const id of payment.subscription_ids) failSubscription(emulator, id)
  }
  return emulator.store.payments.put({
    ...payment,
    status: end.status,
    updated_at: emulator.now().toISOString(),
    error_code: code,
    error_message: code && DECLINE_MESSAGES[code],
    internal: { ...payment.internal, card_to_save: null },
  })
}
