import type {
  SubscriptionChargeParams,
  SubscriptionChargeResponse,
} from 'dodopayments/resources/subscriptions'
import { chargeSubscription } from '../billing/charge'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { presentTerms, priceItems, toPaymentLine } from '../plans/items'
import { fullCycle } from '../plans/proration'
import type { SubscriptionRow } from '../state/rows'
import { billingFor } from './billing'
import { storedMethod } from './renew'

/** `POST /subscriptions/{id}/charge`: bills an on-demand subscription for any sum. A decline answers 200 as well. */
export function chargeOnDemand(
  emulator: Emulator,
  subscription: SubscriptionRow,
  request: SubscriptionChargeParams,
): SubscriptionChargeResponse {
  const { store } = emulator
  const { subscription_id: id } = subscription
  const billing = billingFor(store, subscription)
  refuseCharge(subscription, request, billing.awaiting !== null)
  const [plan] = priceItems(store, presentTerms(subscription, billing), subscription)
  if (!plan) throw new Error(`Subscription ${id} has no plan`)
  const { product_price: price } = request
  const item = {
    ...plan,
    name: request.product_description ?? plan.name,
    unitPrice: price,
    quantity: 1,
    price,
  }
  const payment = chargeSubscription(emulator, {
    subscription,
    purpose: { kind: 'on_demand' },
    lines: fullCycle([item]).map(toPaymentLine),
    metadata: request.metadata ?? subscription.metadata,
    method: storedMethod(store, subscription),
    holder: 'away',
    useBalances: request.customer_balance_config?.allow_customer_credits_usage === true,
    route: `POST /subscriptions/${id}/charge`,
  })
  return { payment_id: payment.payment_id }
}

function refuseCharge(
  { status, on_demand, cancel_at_next_billing_date, currency }: SubscriptionRow,
  request: SubscriptionChargeParams,
  isPending: boolean,
): void {
  if (!on_demand)
    throw new ApiError(422, 'SUBSCRIPTION_NOT_ON_DEMAND', 'This subscription is billed by itself')
  if (status === 'expired') throw new ApiError(422, 'SUBSCRIPTION_EXPIRED', 'The subscription has expired')
  if (status !== 'active') throw new ApiError(422, 'SUBSCRIPTION_INACTIVE', `The subscription is ${status}`)
  if (cancel_at_next_billing_date) {
    throw new ApiError(
      422,
      'CHARGE_NOT_ALLOWED_FOR_SCHEDULED_CANCELLATION',
      'The subscription is about to end',
    )
  }
  if (isPending) throw new ApiError(409, 'PREVIOUS_PAYMENT_PENDING', 'The charge before has not ended')
  if (request.product_currency && request.product_currency !== currency) {
    throw new ApiError(422, 'UNSUPPORTED_CURRENCY', `This subscription is billed in ${currency}`)
  }
}
