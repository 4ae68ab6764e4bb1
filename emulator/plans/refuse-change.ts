import type { UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import { ApiError } from '../http/api-error'
import type { BillingRow, SettingsRow } from '../state/billing-rows'
import type { SubscriptionRow } from '../state/rows'

/** Throws the provider's refusal when this subscription cannot change its plan now, or not in this way. */
export function refuseChange(
  subscription: SubscriptionRow,
  billing: BillingRow,
  request: UpdateSubscriptionPlanReq,
  settings: SettingsRow,
): void {
  if (subscription.status !== 'active') {
    throw refusal(
      'INACTIVE_SUBSCRIPTION_PLAN_CHANGE_NOT_SUPPORTED',
      `The subscription is ${subscription.status}`,
    )
  }
  if (subscription.on_demand) {
    throw refusal('ON_DEMAND_PLAN_CHANGE_NOT_SUPPORTED', 'An on-demand subscription has no plan to change')
  }
  if (billing.awaiting) {
    throw new ApiError(409, 'PENDING_PLAN_CHANGE_EXISTS', 'A change or renewal still waits for its payment')
  }
  if (subscription.scheduled_change && !request.cancel_scheduled_change_plan) {
    throw new ApiError(409, 'SCHEDULED_PLAN_CHANGE_EXISTS', 'A change is already scheduled')
  }
  if (subscription.cancel_at_next_billing_date) {
    throw refusal(
      'PLAN_CHANGE_NOT_ALLOWED_FOR_SCHEDULED_CANCELLATION',
      'The subscription ends with the period; take the cancellation back first',
    )
  }
  const later = request.effective_at === 'next_billing_date'
  const { proration_billing_mode: mode } = request
  if (later && settings.strict_scheduled_modes && mode !== 'full_immediately') {
    throw refusal('INVALID_PRORATION_MODE_WITH_NEXT_BILLING_DATE', 'Only full_immediately can be scheduled')
  }
}

/** The rules of `collect_via_payment_link`, which a preview ignores. */
export function refuseLink(request: UpdateSubscriptionPlanReq, settings: SettingsRow): void {
  if (!request.collect_via_payment_link) return
  if (!settings.plan_change_via_payment_link) {
    throw refusal('UNSUPPORTED_ACTION', 'This business may not collect a plan change by link')
  }
  if (request.effective_at === 'next_billing_date' || request.on_payment_failure !== 'prevent_change') {
    throw refusal(
      'INVALID_REQUEST_PARAMETERS',
      'collect_via_payment_link needs effective_at immediately and on_payment_failure prevent_change',
    )
  }
}

function refusal(code: string, message: string): ApiError {
  return new ApiError(422, code, message)
}
