import type { LegalLine } from './markets'

/** Where to mend it: a field of the funnel, or of one of its steps. */
export type Place = { step: string | null; field: string }

/** What keeps a draft from being published (`error`), or is worth a second look (`warning`). */
export type Problem = { severity: 'error' | 'warning'; at: Place } & (
  | {
      code:
        | 'no_offers'
        | 'no_product'
        | 'product_not_sold'
        | 'never_matches'
        | 'unreachable'
        | 'loop'
        | 'too_deep'
        | 'plan_as_bump'
        | 'one_quantity_here'
        | 'swap_placement'
        | 'swap_plan'
        | 'swap_quantity'
        | 'swap_unknown'
        | 'swap_currency'
        | 'swap_not_bigger'
    }
  | { code: 'unknown_step'; step: string }
  | { code: 'missing_text'; locale: string; text: 'headline' | 'body' | 'facts' }
  | { code: 'missing_legal'; locale: string; line: LegalLine; market: string; source: string }
  | { code: 'missing_currency'; currency: string; has: string }
  | { code: 'deadline_too_short'; minutes: number; least: number }
  | { code: 'deadline_too_long'; minutes: number; most: number }
  | { code: 'other_product'; sells: string }
  | { code: 'other_placement'; placement: string }
  | { code: 'unknown_in_rule'; slug: string }
  | { code: 'offered_twice'; product: string }
  | { code: 'bad_discount' | 'discount_on_plan' | 'discount_not_here'; discount: string }
)
