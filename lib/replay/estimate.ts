import 'server-only'
import { pool } from '@/lib/db/pool'
import { share } from '@/lib/experiments/statistics'
import type { Step } from '@/lib/funnels/definition'
import type { SoldProduct } from '@/lib/funnels/published'

/** What showing offers would bring: minor units before tax, from the low to the high end of the take rate at 90 %. */
export type Expected = { currency: string; shown: number; low: number; likely: number; high: number }

/** An offer shown less often is judged by what the shop's offers do on the whole. */
const ENOUGH = 100

type Taken = { shown: number; taken: number }

/**
 * What so many offers would bring, by currency: price, less what goes back for it, times the chance that it is taken,
 * from the last ninety days.
 */
export async function estimate(
  won: readonly { step: Step; goesBack: number }[],
  products: ReadonlyMap<string, SoldProduct>,
): Promise<Expected[]> {
  const { own, all } = await readRates()
  const sums = new Map<string, Expected>()
  for (const { step, goesBack } of won) {
    const { offer, product: id, quantities } = step
    const product = products.get(id)
    if (!product) continue
    const { currency } = product
    const known = own.get(offer)
    const { shown, taken } = known && known.shown >= ENOUGH ? known : all
    const rate = share(taken, shown, 0.9)
    const price = Math.max(0, product.priceMinor * (quantities[0] ?? 1) - goesBack)
    const sum = sums.get(currency) ?? { currency, shown: 0, low: 0, likely: 0, high: 0 }
    sum.shown += 1
    sum.low += price * rate.low
    sum.likely += price * rate.rate
    sum.high += price * rate.high
    sums.set(currency, sum)
  }
  return [...sums.values()].map(({ low, likely, high, ...rest }) => ({
    ...rest,
    low: Math.floor(low),
    likely: Math.round(likely),
    high: Math.ceil(high),
  }))
}

async function readRates(): Promise<{ own: Map<string, Taken>; all: Taken }> {
  const { rows } = await pool.query<Taken & { offer: string }>(`
    SELECT offer_id AS offer, count(*) FILTER (WHERE type = 'shown')::int AS shown,
      (count(*) FILTER (WHERE type = 'accepted') - count(*) FILTER (WHERE type = 'undone'))::int AS taken
    FROM offer_event WHERE placement = 'post_purchase' AND at > now() - interval '90 days' GROUP BY 1`)
  const sum = (of: 'shown' | 'taken') => rows.reduce((total, row) => total + row[of], 0)
  return {
    own: new Map(rows.map((row) => [row.offer, row])),
    all: { shown: sum('shown'), taken: sum('taken') },
  }
}
