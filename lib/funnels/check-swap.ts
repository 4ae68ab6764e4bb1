import type { CheckContext } from './check-definition'
import type { Definition, Step } from './definition'
import type { Problem } from './problem'
import { reachOf } from './rule-reach'

/**
 * Finds what keeps an offer from taking the place of what was just bought: the rule must name what that was, and each
 * product it names must be cheaper and in the same currency, as only one-time products bought one by one are.
 */
export function checkSwap(step: Step, rule: Definition['rule'], context: CheckContext): Problem[] {
  const product = context.products.get(step.product)
  if (!step.swap || !product) return []
  const error = (code: SwapProblem): Problem => ({
    severity: 'error',
    code,
    at: { step: step.key, field: 'swap' },
  })
  if (context.placement !== 'post_purchase') return [error('swap_placement')]
  if (product.kind === 'subscription') return [error('swap_plan')]
  const problems: Problem[] = []
  if (step.quantities.length !== 1 || step.quantities[0] !== 1) problems.push(error('swap_quantity'))
  const slugs = reachOf(rule, 'bought')
  if (!slugs || slugs.size === 0) return [...problems, error('swap_unknown')]
  const bought = [...context.products.values()].filter(({ slug }) => slugs.has(slug))
  if (bought.some(({ kind }) => kind === 'subscription')) problems.push(error('swap_plan'))
  if (bought.some(({ currency }) => currency !== product.currency)) problems.push(error('swap_currency'))
  else if (bought.some(({ priceMinor }) => priceMinor >= product.priceMinor))
    problems.push(error('swap_not_bigger'))
  return problems
}

type SwapProblem = Extract<Problem['code'], `swap_${string}`>
