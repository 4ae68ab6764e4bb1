/** Minor units as a person of the language reads them; yen and its like have no decimals. */
export function formatMoney(
  amount: number,
  currency: string,
  language: string,
  currencyDisplay: 'symbol' | 'code' = 'symbol',
): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
