import type { ProviderError } from '@/lib/dodo/errors'
import type { Refusal } from './view'

/**
 * The provider's refusal of a change in the shop's words (dodo-api 3.7), or null when it said nothing definite. Sources
 * disagree on the spelling of the 409 codes, so both count.
 */
export function refusalOf({ kind, code, status }: ProviderError): Refusal | null {
  if (code) {
    const known = KNOWN[code]
    if (known) return known
  }
  if (status === 409) return 'change_pending'
  if (kind === 'invalid' || kind === 'not_found') return 'other'
  if (kind === 'not_sent' || kind === 'unauthorized') return 'not_sent'
  return null
}

/** The same for a stored code. */
export const refusalOfCode = (code: string): Refusal =>
  code === 'NOT_SENT' ? 'not_sent' : (KNOWN[code] ?? 'other')

const KNOWN: Record<string, Refusal> = {
  INACTIVE_SUBSCRIPTION_PLAN_CHANGE_NOT_SUPPORTED: 'not_active',
  SUBSCRIPTION_INACTIVE: 'not_active',
  SUBSCRIPTION_EXPIRED: 'not_active',
  ON_DEMAND_PLAN_CHANGE_NOT_SUPPORTED: 'other',
  PENDING_PLAN_CHANGE_EXISTS: 'change_pending',
  PendingPlanChangeExists: 'change_pending',
  PREVIOUS_PAYMENT_PENDING: 'change_pending',
  SCHEDULED_PLAN_CHANGE_EXISTS: 'change_scheduled',
  ScheduledPlanChangeExists: 'change_scheduled',
  PLAN_CHANGE_NOT_ALLOWED_FOR_SCHEDULED_CANCELLATION: 'ending',
  INVALID_PRORATION_MODE_WITH_NEXT_BILLING_DATE: 'schedule_not_possible',
  PRODUCT_IS_DELETED: 'not_for_sale',
  MISSING_ADDON_IDS: 'add_on_not_offered',
  DUPLICATE_ADDON_IDS_IN_REQUEST: 'add_on_not_offered',
  UNSUPPORTED_CURRENCY: 'other_currency',
  UNSUPPORTED_BILLING_CURRENCY: 'other_currency',
}
