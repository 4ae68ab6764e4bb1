import type {
  SubscriptionUpdatePaymentMethodParams,
  SubscriptionUpdatePaymentMethodResponse,
} from 'dodopayments/resources/subscriptions'
import { type ChargeOrder, chargeSubscription } from '../billing/charge'
import { dropOpenLinks } from '../billing/links'
import { requireOwnPaymentMethod } from '../checkout/customers'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { SubscriptionRow } from '../state/rows'
import { billingFor } from './billing'
import { chargeDues } from './renew'

type Request = SubscriptionUpdatePaymentMethodParams['payment_method']

/**
 * Puts a subscription on another card: a saved one at once, a new one by the page of the answered link. When
 * something is owed, the same payment settles it; otherwise it is a payment of 0.
 */
export function changePaymentMethod(
  emulator: Emulator,
  subscription: SubscriptionRow,
  request: Request,
): SubscriptionUpdatePaymentMethodResponse {
  return emulator.store.commit(() => {
    const { store } = emulator
    const { subscription_id: id, status, customer } = subscription
    if (status !== 'active' && status !== 'on_hold' && status !== 'past_due') {
      throw new ApiError(422, 'SUBSCRIPTION_INACTIVE', `The subscription is ${status}`)
    }
    const billing = billingFor(store, subscription)
    if (billing.awaiting) {
      throw new ApiError(409, 'PREVIOUS_PAYMENT_PENDING', 'A payment of this subscription is under way')
    }
    const order = {
      method:
        request.type === 'new'
          ? ('link' as const)
          : requireOwnPaymentMethod(store, request.payment_method_id, customer.customer_id),
      holder: 'reachable' as const,
      returnUrl: request.type === 'new' ? (request.return_url ?? null) : null,
      route: `POST /subscriptions/${id}/update-payment-method`,
    }
    dropOpenLinks(emulator, id)
    const dues = store.payments.get(billing.dues ?? '')
    const payment = dues
      ? chargeDues(emulator, subscription, dues, order)
      : chargeSubscription(emulator, { ...noCharge(subscription), ...order })
    const byPage =
      payment.status === 'requires_payment_method' || payment.status === 'requires_customer_action'
    return {
      payment_id: payment.payment_id,
      payment_link: byPage ? (payment.payment_link ?? null) : null,
      client_secret: byPage ? `${payment.payment_id}_secret` : null,
      expires_on: byPage ? (payment.internal.charge?.expires_at ?? null) : null,
    }
  })
}

function noCharge(
  subscription: SubscriptionRow,
): Pick<ChargeOrder, 'subscription' | 'purpose' | 'lines' | 'metadata' | 'useBalances'> {
  const { metadata } = subscription
  return { subscription, purpose: { kind: 'method_update' }, lines: [], metadata, useBalances: false }
}
