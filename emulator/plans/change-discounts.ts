import type { DiscountDetail } from 'dodopayments/resources/discounts'
import type { UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import { isEligible } from '../discounts/deduct'
import { redeemableCodes, toDiscountDetails } from '../discounts/redeem'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { SubscriptionRow } from '../state/rows'

/**
 * The discounts of the new plan: the codes given in place of the old ones, none for an empty list, and without a
 * list those that are kept over plan changes.
 */
export function discountsAfterChange(
  emulator: Emulator,
  subscription: SubscriptionRow,
  request: UpdateSubscriptionPlanReq,
): DiscountDetail[] {
  const codes = request.discount_codes ?? (request.discount_code ? [request.discount_code] : null)
  if (codes === null) {
    return (subscription.discounts ?? []).filter(
      (each) => each.preserve_on_plan_change && isEligible(each, request.product_id),
    )
  }
  const rows = redeemableCodes(emulator, codes, subscription.customer.customer_id)
  for (const row of rows) {
    if (!isEligible(row, request.product_id)) {
      throw new ApiError(422, 'DISCOUNT_NOT_APPLICABLE_TO_NEW_PRODUCT', `${row.code} is not for the new plan`)
    }
  }
  return toDiscountDetails(rows, 0) ?? []
}
