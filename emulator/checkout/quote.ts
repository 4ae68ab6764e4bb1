import type { ProductItemReq } from 'dodopayments/resources/checkout-sessions'
import type { CountryCode, Currency } from 'dodopayments/resources/misc'
import { deduct, isEligible } from '../discounts/deduct'
import { ApiError } from '../http/api-error'
import { taxRateBps } from '../reference/tax'
import type { AddonRow, DiscountRow, ProductRow } from '../state/rows'
import type { Store } from '../state/store'
import { currencyOf, type Pricing } from './adaptive-currency'
import { type Amounts, amountsOf, sumAmounts } from './amounts'
import { type DraftItem, type DraftLine, draftLine, type LineTerms } from './quote-item'

export interface QuoteItem {
  id: string
  name: string | null
  addon: AddonRow | null
  quantity: number
  unitPrice: number
  taxRateBps: number
  dueNow: Amounts
  recurring: Amounts | null
}

/** One line of the cart. `dueNow` and `recurring` hold the product and its add-ons. */
export interface QuoteLine {
  product: ProductRow
  quantity: number
  unitPrice: number
  discountedUnitPrice: number
  taxInclusive: boolean
  taxRateBps: number
  trialDays: number
  onDemand: boolean
  /** The product itself first, then its add-ons. */
  items: QuoteItem[]
  /** The codes that reduce this line. */
  codes: DiscountRow[]
  dueNow: Amounts
  recurring: Amounts | null
}

export interface Quote {
  currency: Currency
  country: CountryCode
  lines: QuoteLine[]
  codes: DiscountRow[]
  dueNow: Amounts
  recurring: Amounts | null
  /** What the merchant gets, in the currency of the products. */
  settlement: { currency: Currency; total: number; tax: number }
}

export interface QuoteTerms extends Partial<LineTerms> {
  codes?: readonly DiscountRow[]
  /** A business customer of another country's tax office owes no tax here. */
  taxExempt?: boolean
  /** The currency asked for, where prices adapt to it. */
  pricing?: Pricing | null
}

/**
 * Prices a cart for a country. The one place where money is computed: preview, hosted page and charge all read it.
 * Throws an {@link ApiError} for a product that is unknown, archived or without a price, and for a code that suits none.
 */
export function quoteCart(
  store: Store,
  cart: readonly ProductItemReq[],
  country: CountryCode,
  terms: QuoteTerms = {},
): Quote {
  const { currency, own, convert } = currencyOf(store, cart, terms.pricing ?? null)
  const lineTerms = { trialDays: terms.trialDays, onDemand: terms.onDemand ?? null }
  const drafts = cart.map((item) => draftLine(store, item, lineTerms, convert))
  const codes = terms.codes ?? []
  for (const code of codes) applyCode(code, drafts, currency)
  const rate = (item: DraftItem) => (terms.taxExempt ? 0 : taxRateBps(country, item.taxCategory))
  const lines = drafts.map((draft) => toLine(draft, rate, codes, lineTerms.onDemand !== null))
  const recurring = lines.flatMap((line) => line.recurring ?? [])
  const dueNow = sumAmounts(lines.map((line) => line.dueNow))
  return {
    currency,
    country,
    lines,
    codes: [...codes],
    dueNow,
    recurring: recurring.length > 0 ? sumAmounts(recurring) : null,
    settlement:
      terms.pricing && own !== currency
        ? settled(quoteCart(store, cart, country, { ...terms, pricing: null }))
        : settled({ currency, dueNow }),
  }
}

function settled({ currency, dueNow }: Pick<Quote, 'currency' | 'dueNow'>): Quote['settlement'] {
  return { currency, total: dueNow.total, tax: dueNow.tax }
}

function applyCode(code: DiscountRow, drafts: readonly DraftLine[], currency: Currency): void {
  const owners = drafts.flatMap((draft) =>
    draft.items.map((item) => ({ item, productId: draft.product.product_id })),
  )
  if (!owners.some(({ productId }) => isEligible(code, productId))) {
    throw new ApiError(
      422,
      'DISCOUNT_NOT_AVAILABLE_FOR_PRODUCT',
      `${code.code} is for none of these products`,
    )
  }
  const now = owners.filter(({ item }) => item.codesNow)
  const takenNow = deduct(
    code,
    now.map(({ item, productId }) => ({ productId, listed: item.listedNow, charged: item.chargedNow })),
    currency,
  )
  now.forEach(({ item }, index) => {
    item.chargedNow -= takenNow[index] ?? 0
  })
  const later = owners.filter(({ item }) => item.chargedLater !== null)
  if (
    later.length === 0 ||
    !lasts(
      code,
      later.some(({ item }) => item.codesNow),
    )
  )
    return
  const takenLater = deduct(
    { ...code, currency_options: withoutMinimum(code) },
    later.map(({ item, productId }) => ({
      productId,
      listed: item.listedLater ?? 0,
      charged: item.chargedLater ?? 0,
    })),
    currency,
  )
  later.forEach(({ item }, index) => {
    item.chargedLater = (item.chargedLater ?? 0) - (takenLater[index] ?? 0)
  })
}

/** Whether a code still reduces the bill after the first one. */
function lasts({ subscription_cycles }: DiscountRow, usedNow: boolean): boolean {
  return subscription_cycles == null || subscription_cycles > (usedNow ? 1 : 0)
}

/** The minimum is asked of the cart once, not of every renewal. */
function withoutMinimum({ currency_options }: DiscountRow) {
  return currency_options?.map((row) => ({ ...row, minimum_subtotal: 0 })) ?? []
}

function toLine(
  draft: DraftLine,
  rateOf: (item: DraftItem) => number,
  codes: readonly DiscountRow[],
  onDemand: boolean,
): QuoteLine {
  const { product, quantity, trialDays } = draft
  const taxInclusive = product.price.tax_inclusive ?? false
  const items = draft.items.map((item) => toItem(item, rateOf(item), taxInclusive))
  const [own] = draft.items
  const recurring = items.flatMap((item) => item.recurring ?? [])
  const usual = own?.chargedLater ?? own?.chargedNow ?? 0
  return {
    product,
    quantity,
    unitPrice: own?.unitPrice ?? 0,
    discountedUnitPrice: Math.floor(usual / quantity + 0.5),
    taxInclusive,
    taxRateBps: items[0]?.taxRateBps ?? 0,
    trialDays,
    onDemand: onDemand && product.is_recurring,
    items,
    codes: codes.filter((code) => isEligible(code, product.product_id)),
    dueNow: sumAmounts(items.map((item) => item.dueNow)),
    recurring: recurring.length > 0 ? sumAmounts(recurring) : null,
  }
}

function toItem(item: DraftItem, rateBps: number, inclusive: boolean): QuoteItem {
  const { id, name, addon, quantity, unitPrice, listedLater, chargedLater } = item
  return {
    id,
    name,
    addon,
    quantity,
    unitPrice,
    taxRateBps: rateBps,
    dueNow: amountsOf(item.listedNow, item.chargedNow, rateBps, inclusive),
    recurring:
      listedLater === null || chargedLater === null
        ? null
        : amountsOf(listedLater, chargedLater, rateBps, inclusive),
  }
}
