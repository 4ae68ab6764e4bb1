import type { Money } from '@/lib/money'
import type { PeriodPriceView, PlanName } from '@/lib/subscriptions/view'

/** A suggestion of a larger plan, with the customer's own numbers and the provider's sums. */
export type PromptView = {
  id: string
  subscriptionId: string
  level: 'near' | 'reached'
  used: number
  limit: number
  periodEnd: string
  plan: PlanName
  planLimit: number
  due: Money
  afterwards: PeriodPriceView
}
