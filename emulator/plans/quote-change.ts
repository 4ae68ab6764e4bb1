import type { UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import { coverFor } from '../billing/charge'
import { readSettings } from '../billing/settings'
import { addonItems } from '../catalog/addons'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { BillingRow, PlanTerms, SettingsRow } from '../state/billing-rows'
import type { SubscriptionRow } from '../state/rows'
import type { Store } from '../state/store'
import { billingFor, converter, requireProduct, sameRhythm, unitPriceOf } from '../subscriptions/billing'
import { onPlan, type PlanState } from './apply'
import { discountsAfterChange } from './change-discounts'
import { presentTerms, priceItems } from './items'
import { type PricedItem, type Proration, prorate } from './proration'
import { refuseChange } from './refuse-change'

const DAY_MS = 86_400_000

/** A change of plan worked out in full. Preview shows it, execution does it; nothing else computes. */
export interface ChangeQuote {
  request: UpdateSubscriptionPlanReq
  terms: PlanTerms
  proration: Proration
  /** Minor units: what the card pays now, and the credit that moves (negative is used, positive is given). */
  due: number
  creditMoved: number
  effectiveAt: string
  after: PlanState
}

/** Works out a change of plan, or throws the {@link ApiError} with which the provider refuses it. */
export function quoteChange(
  emulator: Emulator,
  subscription: SubscriptionRow,
  request: UpdateSubscriptionPlanReq,
): ChangeQuote {
  const { store } = emulator
  const billing = billingFor(store, subscription)
  const settings = readSettings(store)
  refuseChange(subscription, billing, request, settings)
  const terms = requestedTerms(emulator, subscription, request)
  const now = emulator.now()
  const later = request.effective_at === 'next_billing_date'
  const proration = later
    ? { lines: [], net: 0, tax: 0, startsCycle: false }
    : prorate({
        generation: settings.proration,
        mode: request.proration_billing_mode,
        from: paidItems(store, subscription, billing),
        to: priceItems(store, terms, subscription),
        remaining: unusedPart(subscription, billing, now, settings),
        breaksCycle: billing.trial !== null || !sameRhythm(store, subscription, terms),
      })
  const paid = coverFor(emulator, subscription, Math.max(0, proration.net))
  return {
    request,
    terms,
    proration,
    due: paid.card,
    creditMoved: proration.net < 0 ? -proration.net : -(paid.credit + paid.wallet) || 0,
    effectiveAt: later ? subscription.next_billing_date : now.toISOString(),
    after: onPlan(store, { subscription, billing }, terms, { at: now, startsCycle: proration.startsCycle }),
  }
}

function requestedTerms(
  emulator: Emulator,
  subscription: SubscriptionRow,
  request: UpdateSubscriptionPlanReq,
): PlanTerms {
  const { store } = emulator
  const product = requireProduct(store, request.product_id)
  if (product.archived) {
    throw new ApiError(422, 'PRODUCT_IS_DELETED', `Product ${product.product_id} is archived`)
  }
  if (product.price.type !== 'recurring_price') {
    throw new ApiError(422, 'UNSUPPORTED_ACTION', `Product ${product.product_id} is no subscription`)
  }
  const isAdapted = requireProduct(store, subscription.product_id).price.currency !== subscription.currency
  if (product.price.currency !== subscription.currency && !isAdapted) {
    throw new ApiError(422, 'UNSUPPORTED_CURRENCY', `This subscription is billed in ${subscription.currency}`)
  }
  const addons = addonItems(store, product, request.addons)
  return {
    product_id: product.product_id,
    quantity: request.quantity,
    unit_price: unitPriceOf(store, product, subscription),
    addons: addons.map(({ addon, quantity }) => ({ addon_id: addon.id, quantity })),
    addon_prices: Object.fromEntries(
      addons.map(({ addon }) => [addon.id, converter(store, subscription)(addon.price, addon.currency)]),
    ),
    discounts: discountsAfterChange(emulator, subscription, request),
  }
}

/** What the running period was paid for. A trial counts by what it cost, a free one not at all. */
function paidItems(store: Store, subscription: SubscriptionRow, billing: BillingRow): PricedItem[] {
  const items = priceItems(store, presentTerms(subscription, billing), subscription)
  const { trial } = billing
  if (!trial) return items
  return items
    .filter((item) => item.type === 'subscription' && trial.amount > 0)
    .map((item) => ({ ...item, unitPrice: Math.round(trial.amount / item.quantity), price: trial.amount }))
}

/** The part of the running period that is still to come, 0 to 1. */
function unusedPart(
  subscription: SubscriptionRow,
  billing: BillingRow,
  now: Date,
  { remaining_time }: SettingsRow,
): number {
  const start = Date.parse(billing.cycle_start)
  const whole = Date.parse(subscription.next_billing_date) - start
  const used = now.getTime() - start
  if (whole <= 0) return 0
  if (remaining_time === 'seconds') return clamp(1 - used / whole)
  const days = Math.round(whole / DAY_MS)
  return days === 0 ? 0 : clamp((days - Math.floor(used / DAY_MS)) / days)
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part))
}
