import type { DiscountDetail } from 'dodopayments/resources/discounts'
import type { Currency } from 'dodopayments/resources/misc'
import type { AddonCartResponseItem } from 'dodopayments/resources/subscriptions'
import type { WebhookPayload } from 'dodopayments/resources/webhook-events'

/** How the business is set up, where the provider leaves it to the merchant or to doubt. One row, `all`. */
export interface SettingsRow {
  id: 'all'
  proration: 'A' | 'C'
  /** Whether unused time counts in seconds or in whole days. */
  remaining_time: 'seconds' | 'days'
  on_payment_failure: 'prevent_change' | 'apply_change'
  plan_change_via_payment_link: boolean
  /** Refuses scheduled changes of another mode than `full_immediately`. */
  strict_scheduled_modes: boolean
  /** Days in which a failed renewal is tried again by itself; 0 never tries. */
  renewal_retry_days: number
  /** Days a failed renewal leaves the subscription `past_due` before it ends so; 0 puts it on hold at once. */
  grace_days: number
  grace_ends_in: 'on_hold' | 'cancelled'
  /** Prices follow the shopper's country or the asked currency, with the fee of the exchange. */
  adaptive_currency: boolean
  /** Answers 429 beyond the limits that the headers tell. */
  enforce_rate_limits: boolean
}

/** A plan as somebody agreed to it. Prices are kept, because a product's new price never moves subscribers. */
export interface PlanTerms {
  product_id: string
  quantity: number
  /** Minor units per unit and cycle, before discount codes. */
  unit_price: number
  addons: AddonCartResponseItem[]
  addon_prices: Record<string, number>
  discounts: DiscountDetail[]
}

/** What the public subscription does not show: how it is billed from here. */
export interface BillingRow {
  subscription_id: string
  unit_price: number
  addon_prices: Record<string, number>
  /** Start of the running period, moved along by pauses. */
  cycle_start: string
  /** Every renewal falls whole intervals after this moment, so that the 31st comes back after February. */
  anchor: string
  /** The running trial, with what was paid for it. */
  trial: { amount: number } | null
  /** The renewal or change under way, whose payment has not ended. */
  awaiting: string | null
  /** The failed payment that keeps it from being active. */
  dues: string | null
  /** The next try of the dues by itself; `at` is null while one is under way. */
  retry: { at: string | null; made: number; until: string } | null
  past_due_ends_at: string | null
  scheduled: {
    terms: PlanTerms
    metadata: Record<string, string | number | boolean> | null
    applies: 'paid' | 'anyway'
  } | null
  dunning_id: string | null
}

/** One movement of a subscription's credit, in minor units: positive is given, negative is used. */
export interface CreditRow {
  id: string
  subscription_id: string
  at: string
  amount: number
  currency: Currency
  reason: 'plan_change' | 'payment' | 'payment_failed'
  payment_id: string | null
}

/** Why the emulator itself charges a subscription. */
export type BillingPurpose =
  | { kind: 'renewal'; period_start: string; change: PlanTerms | null }
  | {
      kind: 'plan_change'
      change: PlanTerms
      starts_cycle: boolean
      /** The plan changes even when the charge fails. */
      anyway: boolean
      applied: boolean
    }
  | { kind: 'on_demand' }
  | { kind: 'method_update' }

export interface SubscriptionCharge {
  subscription_id: string
  purpose: BillingPurpose
  credit_used: number
  wallet_used: number
  return_url: string | null
  /** The invoice that somebody asked for once more by hand. */
  manual_retry_of?: string
  expires_at: string | null
}

export type DunningRow = Omit<WebhookPayload.DunningAttempt, 'payload_type'> & { id: string }
