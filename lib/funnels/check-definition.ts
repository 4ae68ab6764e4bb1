import { checkPlace, isOwnPage, TEXTS_SHOWN } from './check-place'
import { checkSwap } from './check-swap'
import { checkTree } from './check-tree'
import type { Definition, FunnelPlacement, Step } from './definition'
import { DUTIES, marketOf } from './markets'
import type { Problem } from './problem'
import { reachOf } from './rule-reach'

/** A bank may take this long to hear from its customer; an offer that ends sooner cannot be paid with such a card. */
export const BANK_CHECK_MINUTES = 10

/** What a definition is checked against. */
export type CheckContext = {
  placement: FunnelPlacement
  locales: readonly string[]
  /** For how long after a purchase its card may be charged. */
  sittingMinutes: number
  products: ReadonlyMap<
    string,
    {
      slug: string
      kind: 'one_time' | 'subscription'
      priceMinor: number
      currency: string
      forSale: boolean
    }
  >
  /** Offers that have been published before, by their key. */
  offers: ReadonlyMap<string, { productId: string; placement: string }>
  /** Codes that the provider refuses for the offer's product; it was asked. */
  badDiscounts: ReadonlySet<string>
}

/** Finds what is wrong with a definition, everything at once, in the order of its steps. Pure. */
export function checkDefinition(definition: Definition, context: CheckContext): Problem[] {
  const currencies = reachOf(definition.rule, 'currency')
  const countries = reachOf(definition.rule, 'country')
  const never = currencies?.size === 0 || countries?.size === 0
  const markets = definition.markets.filter(
    (market) => countries === null || [...countries].some((country) => marketOf(country) === market),
  )
  return [
    ...(never ? [error('never_matches', null, 'rule')] : []),
    ...unknownInRule(definition, context),
    ...checkTree(definition, context.placement),
    ...definition.steps.flatMap((step) => [
      ...checkProduct(step, currencies, context),
      ...checkPlace(step, context.placement, context.products.get(step.product)?.kind),
      ...checkSwap(step, definition.rule, context),
      ...checkDeadline(step, context),
      ...checkTexts(step, context),
      ...checkLegal(step, markets, context),
    ]),
  ]
}

const error = <C extends 'never_matches' | 'no_product' | 'product_not_sold'>(
  code: C,
  step: string | null,
  field: string,
) => ({ severity: 'error' as const, code, at: { step, field } })

function unknownInRule(definition: Definition, { products }: CheckContext): Problem[] {
  const slugs = new Set([...products.values()].map(({ slug }) => slug))
  return [...new Set(slugsIn(definition.rule))]
    .filter((slug) => !slugs.has(slug))
    .map((slug) => ({
      severity: 'error',
      code: 'unknown_in_rule',
      slug,
      at: { step: null, field: 'rule' },
    }))
}

function slugsIn(rule: Definition['rule']): string[] {
  if ('all' in rule) return rule.all.flatMap(slugsIn)
  if ('any' in rule) return rule.any.flatMap(slugsIn)
  if ('none' in rule) return rule.none.flatMap(slugsIn)
  const named = ['bought', 'owns', 'boughtBefore', 'plan'] as const
  return 'in' in rule && named.some((fact) => fact === rule.fact) ? rule.in : []
}

function checkProduct(step: Step, currencies: ReadonlySet<string> | null, context: CheckContext): Problem[] {
  if (!step.product) return [error('no_product', step.key, 'product')]
  const product = context.products.get(step.product)
  if (!product?.forSale) return [error('product_not_sold', step.key, 'product')]
  const at = (field: string) => ({ severity: 'error' as const, at: { step: step.key, field } })
  const known = context.offers.get(step.offer)
  const problems: Problem[] = [...(currencies ?? [])]
    .filter((currency) => currency !== product.currency)
    .map((currency) => ({ ...at('product'), code: 'missing_currency', currency, has: product.currency }))
  if (known && known.productId !== step.product)
    problems.push({ ...at('offer'), code: 'other_product', sells: known.productId })
  if (known && known.placement !== context.placement)
    problems.push({ ...at('offer'), code: 'other_placement', placement: known.placement })
  // What a plan renews at would not be what its page says.
  if (step.discountCode && product.kind === 'subscription')
    problems.push({ ...at('discountCode'), code: 'discount_on_plan', discount: step.discountCode })
  if (step.discountCode && context.badDiscounts.has(step.discountCode))
    problems.push({ ...at('discountCode'), code: 'bad_discount', discount: step.discountCode })
  return problems
}

function checkDeadline(step: Step, { placement, sittingMinutes }: CheckContext): Problem[] {
  const at = { step: step.key, field: 'deadlineMinutes' }
  const minutes = step.deadlineMinutes
  if (!isOwnPage(placement)) return []
  if (minutes < BANK_CHECK_MINUTES)
    return [{ severity: 'error', code: 'deadline_too_short', minutes, least: BANK_CHECK_MINUTES, at }]
  if (placement === 'post_purchase' && minutes > sittingMinutes)
    return [{ severity: 'warning', code: 'deadline_too_long', minutes, most: sittingMinutes, at }]
  return []
}

function checkTexts(step: Step, { locales, placement }: CheckContext): Problem[] {
  return locales.flatMap((locale) => {
    const texts = step.texts[locale]
    const missing = {
      headline: !texts?.headline.trim(),
      body: !texts?.body.trim(),
      facts: !texts || texts.facts.length === 0 || texts.facts.some((fact) => !fact.trim()),
    }
    return TEXTS_SHOWN[placement]
      .filter((text) => missing[text])
      .map(
        (text): Problem => ({
          severity: 'error',
          code: 'missing_text',
          locale,
          text,
          at: { step: step.key, field: `texts.${locale}.${text}` },
        }),
      )
  })
}

function checkLegal(step: Step, markets: readonly string[], { locales, products }: CheckContext): Problem[] {
  const plan = products.get(step.product)?.kind === 'subscription'
  const due = DUTIES.filter((duty) => markets.includes(duty.market) && (plan || duty.for === 'every_offer'))
  return locales.flatMap((locale) =>
    due
      .filter(({ line }) => !step.legal[locale]?.[line].trim())
      .map(
        ({ line, market, source }): Problem => ({
          severity: 'error',
          code: 'missing_legal',
          locale,
          line,
          market,
          source,
          at: { step: step.key, field: `legal.${locale}.${line}` },
        }),
      ),
  )
}
