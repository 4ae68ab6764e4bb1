import type { FunnelPlacement, Step } from './definition'
import type { Problem } from './problem'

/** What each place shows of an offer's texts. */
export const TEXTS_SHOWN = {
  post_purchase: ['headline', 'body', 'facts'],
  product_page: ['headline', 'body', 'facts'],
  order_bump: ['headline'],
  order_page: ['headline', 'body'],
  account: ['headline', 'body'],
} as const satisfies Record<FunnelPlacement, readonly ('headline' | 'body' | 'facts')[]>

/** Whether an offer is paid on a page of its own there, in time, at its own price and in a quantity to choose. */
export const isOwnPage = (placement: FunnelPlacement): boolean =>
  placement === 'post_purchase' || placement === 'product_page'

/** Finds what a place cannot keep: beside a buy button and on a card there is the list price of one, and no plan in a cart. */
export function checkPlace(
  step: Step,
  placement: FunnelPlacement,
  kind: 'one_time' | 'subscription' | undefined,
): Problem[] {
  if (isOwnPage(placement)) return []
  const at = (field: string) => ({ severity: 'error' as const, at: { step: step.key, field } })
  const problems: Problem[] = []
  if (placement === 'order_bump' && kind === 'subscription')
    problems.push({ ...at('product'), code: 'plan_as_bump' })
  if (step.discountCode)
    problems.push({ ...at('discountCode'), code: 'discount_not_here', discount: step.discountCode })
  if (step.quantities.length > 1 || step.quantities[0] !== 1)
    problems.push({ ...at('quantities'), code: 'one_quantity_here' })
  return problems
}
