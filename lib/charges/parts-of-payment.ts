import type { ProviderPayment } from '@/lib/dodo/payment'

type Part = { totalMinor: number; taxMinor: number }

/**
 * What each of these products came to in a payment, tax included, as the provider worked it out; minor units. One
 * product alone has the whole sum. Null where the parts are not known or do not add up.
 */
export function partsOf(
  payment: Pick<ProviderPayment, 'totalMinor' | 'taxMinor' | 'items'>,
  products: readonly (string | null)[],
): Part[] | null {
  const { totalMinor, taxMinor } = payment
  if (products.length < 2) return products.map(() => ({ totalMinor, taxMinor }))
  const parts = products.flatMap((id) => payment.items.find(({ productId }) => productId === id) ?? [])
  const sum = (of: keyof Part) => parts.reduce((all, part) => all + part[of], 0)
  const whole = parts.length === products.length && payment.items.length === products.length
  if (!whole || sum('totalMinor') !== totalMinor || sum('taxMinor') !== taxMinor) return null
  return parts.map((part) => ({ totalMinor: part.totalMinor, taxMinor: part.taxMinor }))
}
