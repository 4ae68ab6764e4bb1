import type { Refund } from 'dodopayments/resources/refunds'
import { requirePayment } from '../checkout/settle-payment'
import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { revokeAfterRefund } from '../fulfilment/fulfil'
import { ApiError, notFound } from '../http/api-error'
import { newId } from '../ids'
import type { PaymentRow } from '../state/rows'
import { toRefundListItem } from '../state/wire'
import { type RefundItem, refundable, refundParts } from './parts'

const REFUND_WINDOW_MS = 30 * 24 * 60 * 60 * 1000

export interface RefundRequest {
  payment_id: string
  reason?: string | null | undefined
  metadata: Refund['metadata']
  items?: RefundItem[] | null | undefined
}

/**
 * Gives back a whole payment, or of its lines what is asked. It is done at once; where the weather says `processing` it
 * waits to be settled. Throws an {@link ApiError} for what cannot be given back.
 */
export function createRefund(emulator: Emulator, request: RefundRequest): Refund {
  return emulator.store.commit(() => {
    const { store } = emulator
    const now = emulator.now()
    const payment = requireRefundable(emulator, request.payment_id, now)
    const parts = refundParts(store, payment, request.items ?? [])
    const amount = parts.reduce((sum, part) => sum + part.amount, 0)
    const refund = store.refunds.put({
      refund_id: newId('ref'),
      payment_id: payment.payment_id,
      business_id: BUSINESS_ID,
      brand_id: BRAND_ID,
      customer: payment.customer,
      amount,
      currency: payment.currency,
      reason: request.reason ?? null,
      is_partial: amount < payment.total_amount,
      status: 'pending',
      metadata: request.metadata,
      created_at: now.toISOString(),
    })
    const { refund_id } = refund
    const refunded = [...(payment.internal.refunded ?? []), ...parts.map((part) => ({ ...part, refund_id }))]
    store.payments.put({ ...payment, internal: { ...payment.internal, refunded } })
    const { email } = payment.customer
    const { metadata } = payment
    if (emulator.weather.take('processing', { email, route: 'POST /refunds', metadata })) return refund
    return settleRefund(emulator, refund_id, 'succeeded')
  })
}

/** Ends a pending refund once; one that has ended is refused with 409. */
export function settleRefund(emulator: Emulator, id: string, status: 'succeeded' | 'failed'): Refund {
  return emulator.store.commit(() => {
    const { store } = emulator
    const pending = requireRefund(emulator, id)
    if (pending.status !== 'pending') {
      throw new ApiError(409, 'UNSUPPORTED_ACTION', `Refund ${id} is already ${pending.status}`)
    }
    const refund = store.refunds.put({ ...pending, status })
    const payment = noteRefund(emulator, refund)
    const { email } = payment.customer
    if (status === 'succeeded') {
      emulator.journal.add({
        kind: 'money',
        movement: 'refund',
        email,
        payment_id: payment.payment_id,
        amount: refund.amount ?? 0,
        currency: payment.currency,
        metadata: payment.metadata,
      })
    }
    emulator.outbox.enqueue(`refund.${status}`, 'Refund', id, email)
    if (payment.refund_status === 'full') revokeAfterRefund(emulator, payment)
    return refund
  })
}

function noteRefund({ store, now }: Emulator, refund: Refund): PaymentRow {
  const payment = store.payments.get(refund.payment_id)
  if (!payment) throw notFound(`Payment ${refund.payment_id}`)
  const refunds = [...payment.refunds, toRefundListItem(refund)]
  const given = refunds
    .filter((each) => each.status === 'succeeded')
    .reduce((sum, each) => sum + (each.amount ?? 0), 0)
  return store.payments.put({
    ...payment,
    refunds,
    refund_status: given === 0 ? null : given < payment.total_amount ? 'partial' : 'full',
    updated_at: now().toISOString(),
  })
}

export function requireRefund({ store }: Emulator, id: string): Refund {
  const refund = store.refunds.get(id)
  if (!refund) throw notFound(`Refund ${id}`)
  return refund
}

function requireRefundable(emulator: Emulator, id: string, now: Date): PaymentRow {
  const payment = requirePayment(emulator, id)
  const refuse = (code: string, message: string) => new ApiError(422, code, message)
  if (payment.refund_status === 'full') {
    throw refuse('PAYMENT_ALREADY_REFUNDED', 'This payment is already refunded')
  }
  if (payment.status !== 'succeeded') {
    throw refuse('PAYMENT_NOT_SUCCEEDED', 'Only a payment that succeeded can be refunded')
  }
  if (payment.total_amount === 0) {
    throw refuse('ZERO_AMOUNT_PAYMENT_REFUND_NOT_ALLOWED', 'Nothing was paid')
  }
  if (now.getTime() - Date.parse(payment.created_at) > REFUND_WINDOW_MS) {
    throw refuse('REFUND_WINDOW_EXPIRED', 'Payments can be refunded for 30 days')
  }
  const open = emulator.store.refunds
    .all()
    .some((row) => row.payment_id === id && (row.status === 'pending' || row.status === 'review'))
  if (open) throw refuse('EXISTING_REFUND_REQUEST_PROCESSING', 'A refund of this payment is under way')
  if (refundable(emulator.store, payment).every((left) => left === 0)) {
    throw refuse('NOTHING_TO_REFUND', 'Nothing is left to give back')
  }
  return payment
}
