import { z } from 'zod'

const count = z.int().nonnegative()

/** What one quantity of an offer costs, as the provider's preview had it. */
const priceSchema = z.object({
  quantity: z.int().positive(),
  subtotalMinor: count,
  taxMinor: count,
  totalMinor: count,
  discountMinor: count,
})
export const pricesSchema = z.array(priceSchema)

export type QuantityPrice = z.infer<typeof priceSchema>

type Priced = QuantityPrice & { prices: unknown }

/** The price of the quantity that was chosen among those that were shown; anything else is what the page began with. */
export function chosenPrice(impression: Priced, quantity: number | null): QuantityPrice {
  const { quantity: shown, subtotalMinor, taxMinor, totalMinor, discountMinor } = impression
  return (
    pricesSchema.parse(impression.prices).find((price) => price.quantity === quantity) ?? {
      quantity: shown,
      subtotalMinor,
      taxMinor,
      totalMinor,
      discountMinor,
    }
  )
}

/** Whether a quantity is one of those that were shown with their price. */
export const wasShown = ({ prices }: Pick<Priced, 'prices'>, quantity: number): boolean =>
  pricesSchema.parse(prices).some((price) => price.quantity === quantity)
