import { z } from 'zod'

const DAYS_MS = 30 * 86_400_000

/** From when a price was asked; one that was not asked marks that the product was not for sale. */
export const pastPriceSchema = z.object({
  priceMinor: z.int().nonnegative(),
  currency: z.string(),
  asked: z.boolean(),
  since: z.coerce.date(),
})
export type PastPrice = z.infer<typeof pastPriceSchema>

/** What is offered: `listMinor` without tax and discount, and what a discount takes off, in minor units. */
type Offered = { listMinor: number; discountMinor: number; currency: string }

/**
 * The price that an offered one may be held against, in minor units: the lowest that was asked in the thirty days before
 * the reduction, where what is offered is lower still (Directive 98/6/EC, article 6a). A discount reduces now, a lower
 * price from when it was asked first; a reduction older than thirty days is none any more. Null where there is nothing
 * to hold it against, or what is offered is not the price that is asked.
 */
export function compareAt(history: readonly PastPrice[], offered: Offered, now: Date): number | null {
  const rows = history.filter(({ since }) => since <= now).toSorted((a, b) => +a.since - +b.since)
  const current = rows.at(-1)
  if (!current?.asked || current.priceMinor !== offered.listMinor || current.currency !== offered.currency)
    return null
  const reducedAt = offered.discountMinor > 0 ? now : current.since
  if (+now - +reducedAt > DAYS_MS) return null
  const from = +reducedAt - DAYS_MS
  const before = rows.filter(({ asked, since }, at) => {
    const until = +(rows[at + 1]?.since ?? now)
    return asked && +since < +reducedAt && until > from
  })
  if (before.length === 0 || before.some(({ currency }) => currency !== offered.currency)) return null
  const lowest = Math.min(...before.map(({ priceMinor }) => priceMinor))
  return offered.listMinor - offered.discountMinor < lowest ? lowest : null
}
