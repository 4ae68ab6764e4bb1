/** An amount in the smallest unit of its currency (cents, yen). */
export type Money = { amount: number; currency: string }

const formatters = new Map<string, { format: Intl.NumberFormat; digits: number }>()

// Making a formatter costs more than drawing the rest of a price.
function formatter(currency: string, locale: string) {
  const key = `${locale} ${currency}`
  const known = formatters.get(key)
  if (known) return known
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const made = { format, digits: format.resolvedOptions().maximumFractionDigits ?? 2 }
  formatters.set(key, made)
  return made
}

/** Writes money as a person of that locale reads it: `$49.00`, `¥1,900`. Zero-decimal currencies have no cents. */
export function formatMoney(money: Money, locale: string): string {
  const { format, digits } = formatter(money.currency, locale)
  // Japanese formatting writes the full-width yen sign, which tears a hole into a line of figures.
  return format.format(money.amount / 10 ** digits).replace('\uffe5', '\u00a5')
}

/** Adds up money per currency, in order of first appearance: amounts of two currencies are never mixed. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const totals = new Map<string, number>()
  for (const { amount, currency } of amounts) totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return [...totals].map(([currency, amount]) => ({ currency, amount }))
}
