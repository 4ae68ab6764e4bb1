import type { DiscountDetail } from 'dodopayments/resources/discounts'
import type { UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { SubscriptionRow } from '../state/rows'
import { appliesTo } from './items'

/**
 * The discounts of the new plan: the codes given in place of the old ones, none for an empty list, and without a
 * list those that are kept over plan changes.
 */
export function discountsAfterChange(
  _emulator: Emulator,
  subscription: SubscriptionRow,
  request: UpdateSubscriptionPlanReq,
): DiscountDetail[] {
  const codes = request.discount_codes ?? (request.discount_code ? [request.discount_code] : null)
  const present = subscription.discounts ?? []
  if (codes === null) {
    return present.filter((each) => each.preserve_on_plan_change && appliesTo(each, request.product_id))
  }
  return codes.map((code) => {
    const known = present.find((each) => each.code === code.toUpperCase())
    if (!known) throw new ApiError(422, 'INVALID_DISCOUNT_CODE', `The discount code ${code} does not exist`)
    return known
  })
}
