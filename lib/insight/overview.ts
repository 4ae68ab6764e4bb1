import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/pool'

const sum = z.coerce.number()
const counts = { shown: sum, accepted: sum, declined: sum, expired: sum, undone: sum, lines: sum }
const money = { revenueMinor: sum, refundedMinor: sum }

const daySchema = z.object({
  day: z.string(),
  orders: sum,
  baseMinor: sum,
  offersMinor: sum,
  offersBackMinor: sum,
})
const placementSchema = z.object({ placement: z.string(), ...counts, ...money })
const offerSchema = z.object({
  offer: z.string(),
  placement: z.string(),
  version: z.int(),
  versionId: z.string(),
  funnelId: z.string(),
  funnel: z.string(),
  ...counts,
  ...money,
})
const totalsSchema = z.object({
  orders: sum,
  baseMinor: sum,
  offersMinor: sum,
  baseBackMinor: sum,
  offersBackMinor: sum,
})

export type DayFigures = z.infer<typeof daySchema>
export type PlacementFigures = z.infer<typeof placementSchema>
export type OfferFigures = z.infer<typeof offerSchema>
export type Totals = z.infer<typeof totalsSchema>

/** A stretch of whole days in UTC, both included, as 2026-11-22. */
export type Period = { from: string; to: string }

export type Overview = {
  currency: string
  /** Every currency something was sold or shown in, the most used one first. */
  currencies: string[]
  totals: Totals
  days: DayFigures[]
  placements: PlacementFigures[]
  offers: OfferFigures[]
}

// What one click buys on a product's own page is a purchase like any other, not an answer to an offer.
const isOffer = `s.offer_id <> '' AND o.placement <> 'product_page'`
const amounts = `
  coalesce(sum(s.revenue_minor) FILTER (WHERE NOT (${isOffer})), 0) AS "baseMinor",
  coalesce(sum(s.revenue_minor) FILTER (WHERE ${isOffer}), 0) AS "offersMinor",
  coalesce(sum(s.refunded_minor) FILTER (WHERE ${isOffer}), 0) AS "offersBackMinor"`
const stats = `FROM shop_stat s LEFT JOIN offer o ON o.id = s.offer_id
  WHERE s.day BETWEEN $1::date AND $2::date AND s.currency = $3`
const answers = ['shown', 'accepted', 'declined', 'expired', 'undone', 'lines']
  .map((name) => `sum(s.${name}) AS ${name}`)
  .join(', ')
const sums = `sum(s.revenue_minor) AS "revenueMinor", sum(s.refunded_minor) AS "refundedMinor"`

const days = `SELECT to_char(d, 'YYYY-MM-DD') AS day, coalesce(x.orders, 0) AS orders, coalesce(x."baseMinor", 0) AS "baseMinor",
    coalesce(x."offersMinor", 0) AS "offersMinor", coalesce(x."offersBackMinor", 0) AS "offersBackMinor"
  FROM generate_series($1::date, $2::date, interval '1 day') d
  LEFT JOIN (SELECT s.day, sum(s.orders) AS orders, ${amounts} ${stats} GROUP BY 1) x ON x.day = d ORDER BY d`
const totals = `SELECT coalesce(sum(s.orders), 0) AS orders, ${amounts},
    coalesce(sum(s.refunded_minor) FILTER (WHERE NOT (${isOffer})), 0) AS "baseBackMinor" ${stats}`
const placements = `SELECT o.placement, ${answers}, ${sums} ${stats} AND o.id IS NOT NULL GROUP BY 1 ORDER BY 1`
const offers = `SELECT s.offer_id AS offer, o.placement, v.number AS version, v.id AS "versionId", f.id AS "funnelId",
    f.key AS funnel, ${answers}, ${sums}
  FROM shop_stat s JOIN offer o ON o.id = s.offer_id JOIN funnel_version v ON v.id = s.version_id
  JOIN funnel f ON f.id = v.funnel_id
  WHERE s.day BETWEEN $1::date AND $2::date AND s.currency = $3
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY sum(s.revenue_minor) DESC, sum(s.shown) DESC, 1 LIMIT 200`

const read = async <T>(schema: z.ZodType<T>, sql: string, values: unknown[]): Promise<T[]> =>
  z.array(schema).parse((await pool.query(sql, values)).rows)

/**
 * The figures of a period in one currency, in its minor units; another currency's are asked for apart, because sums of
 * two currencies are none. Offers count on the day they were shown, money on the day of its purchase, refunds too.
 * The caller has checked who asks.
 */
export async function readOverview({ from, to }: Period, asked: string | undefined): Promise<Overview> {
  const used = await read(
    z.object({ currency: z.string() }),
    'SELECT currency FROM shop_stat WHERE day BETWEEN $1::date AND $2::date GROUP BY 1 ORDER BY sum(orders) DESC, sum(shown) DESC, 1',
    [from, to],
  )
  const currencies = used.map(({ currency }) => currency)
  const currency = currencies.find((each) => each === asked) ?? currencies[0] ?? 'USD'
  const values = [from, to, currency]
  const [dayRows, totalRows, placementRows, offerRows] = await Promise.all([
    read(daySchema, days, values),
    read(totalsSchema, totals, values),
    read(placementSchema, placements, values),
    read(offerSchema, offers, values),
  ])
  const none = { orders: 0, baseMinor: 0, offersMinor: 0, baseBackMinor: 0, offersBackMinor: 0 }
  return {
    ...{ currency, currencies, days: dayRows, placements: placementRows, offers: offerRows },
    totals: totalRows[0] ?? none,
  }
}

/** What became of each offer of one version of a funnel, over all time and currencies; by offer. */
export async function readFlow(versionId: string): Promise<Map<string, FlowCounts>> {
  const rows = await read(
    flowSchema,
    `SELECT s.offer_id AS offer, ${answers} FROM shop_stat s WHERE s.version_id = $1 GROUP BY 1`,
    [versionId],
  )
  return new Map(rows.map(({ offer, ...flow }) => [offer, flow]))
}

const flowSchema = z.object({ offer: z.string(), ...counts })
export type FlowCounts = Omit<z.infer<typeof flowSchema>, 'offer'>
