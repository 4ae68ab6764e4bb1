import type {
  SubscriptionChangePlanResponse,
  UpdateSubscriptionPlanReq,
} from 'dodopayments/resources/subscriptions'
import { chargeSubscription } from '../billing/charge'
import { moveCredit } from '../billing/credit'
import { readSettings } from '../billing/settings'
import { requireAddon } from '../catalog/addons'
import { isOpen } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { newId } from '../ids'
import type { SubscriptionRow } from '../state/rows'
import { billingFor, requireProduct } from '../subscriptions/billing'
import { storedMethod } from '../subscriptions/renew'
import { applyPlan } from './apply'
import { toPaymentLine } from './items'
import { type ChangeQuote, quoteChange } from './quote-change'
import { refuseLink } from './refuse-change'

const ON_STORED_METHOD: SubscriptionChangePlanResponse = {
  payment_id: null,
  payment_link: null,
  client_secret: null,
  expires_on: null,
}

/**
 * Changes the plan as quoted: later, for nothing, with credit, or after a charge. A charge that fails answers 200
 * as well; it shows in the payment and its event.
 */
export function changePlan(
  emulator: Emulator,
  subscription: SubscriptionRow,
  request: UpdateSubscriptionPlanReq,
): SubscriptionChangePlanResponse {
  return emulator.store.commit(() => {
    refuseLink(request, readSettings(emulator.store))
    const quote = quoteChange(emulator, subscription, request)
    if (request.effective_at === 'next_billing_date') return schedule(emulator, subscription, quote)
    if (quote.proration.net > 0) return changeForCharge(emulator, subscription, quote)
    applyPlan(emulator, subscription.subscription_id, quote.terms, quote.proration.startsCycle)
    moveCredit(emulator, subscription, -quote.proration.net, 'plan_change', null)
    return ON_STORED_METHOD
  })
}

/** Takes back a scheduled change. */
export function unschedule(emulator: Emulator, subscription: SubscriptionRow): void {
  emulator.store.commit(() => {
    if (!subscription.scheduled_change) {
      throw new ApiError(404, 'SCHEDULED_PLAN_CHANGE_NOT_FOUND', 'No change of plan is scheduled')
    }
    const { store, outbox } = emulator
    store.billing.put({ ...billingFor(store, subscription), scheduled: null })
    store.subscriptions.put({ ...subscription, scheduled_change: null })
    outbox.enqueue(
      'subscription.updated',
      'Subscription',
      subscription.subscription_id,
      subscription.customer.email,
    )
  })
}

function changeForCharge(
  emulator: Emulator,
  subscription: SubscriptionRow,
  quote: ChangeQuote,
): SubscriptionChangePlanResponse {
  const { store } = emulator
  const { request, terms, proration } = quote
  const { subscription_id: id } = subscription
  const onFailure = request.on_payment_failure ?? readSettings(store).on_payment_failure
  const byLink = request.collect_via_payment_link === true
  const anyway = onFailure === 'apply_change'
  const purpose = { kind: 'plan_change' as const, change: terms, starts_cycle: proration.startsCycle, anyway }
  const payment = chargeSubscription(emulator, {
    subscription,
    purpose: { ...purpose, applied: false },
    lines: proration.lines.map(toPaymentLine),
    metadata: request.metadata ?? subscription.metadata,
    method: byLink ? 'link' : storedMethod(store, subscription),
    holder: 'reachable',
    useBalances: true,
    route: `POST /subscriptions/${id}/change-plan`,
  })
  const { charge } = payment.internal
  if (anyway && isOpen(payment) && charge) {
    applyPlan(emulator, id, terms, proration.startsCycle)
    const applied = { ...charge, purpose: { ...purpose, applied: true } }
    store.payments.put({ ...payment, internal: { ...payment.internal, charge: applied } })
  }
  if (!byLink) return ON_STORED_METHOD
  return {
    payment_id: payment.payment_id,
    payment_link: payment.payment_link ?? null,
    client_secret: `${payment.payment_id}_secret`,
    expires_on: charge?.expires_at ?? null,
  }
}

function schedule(
  emulator: Emulator,
  subscription: SubscriptionRow,
  { request, terms, effectiveAt }: ChangeQuote,
): SubscriptionChangePlanResponse {
  const { store, outbox } = emulator
  const product = requireProduct(store, terms.product_id)
  const onFailure = request.on_payment_failure ?? readSettings(store).on_payment_failure
  const { subscription_id: id } = subscription
  store.billing.put({
    ...billingFor(store, subscription),
    scheduled: {
      terms,
      metadata: request.metadata ?? null,
      applies: onFailure === 'apply_change' ? 'anyway' : 'paid',
    },
  })
  store.subscriptions.put({
    ...subscription,
    scheduled_change: {
      id: newId('spc'),
      product_id: terms.product_id,
      product_name: product.name ?? null,
      product_description: product.description ?? null,
      quantity: terms.quantity,
      addons: terms.addons.map(({ addon_id, quantity }) => ({
        addon_id,
        name: requireAddon(store, addon_id).name,
        quantity,
      })),
      created_at: emulator.now().toISOString(),
      effective_at: effectiveAt,
    },
  })
  outbox.enqueue('subscription.updated', 'Subscription', id, subscription.customer.email)
  return ON_STORED_METHOD
}
