/** An amount in the smallest unit of its currency (cents, yen). */
export type Money = { amount: number; currency: string }

function formatter(currency: string, locale: string): { format: Intl.NumberFormat; digits: number } {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return { format, digits: format.resolvedOptions().maximumFractionDigits ?? 2 }
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
