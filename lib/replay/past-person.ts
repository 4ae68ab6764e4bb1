import { collectFacts, type Occasion, toShopper } from '@/lib/arbiter/collect-facts'
import type { Dealings } from '@/lib/arbiter/read-dealings'
import type { Shopper } from '@/lib/arbiter/shopper'
import type { SoldProduct } from '@/lib/funnels/published'
import type { Facts } from '@/lib/rules/facts'
import type { PastOrder } from './read-orders'

const MONTH_MS = 30 * 86_400_000

/** What was known of a person at a point of the past; grows with each of their orders. */
export type PastPerson = {
  bought: Set<string>
  orders: number
  value: Map<string, number>
  last: Date | null
  refused: Map<string, Date>
  asks: { at: Date; count: number }[]
}

export const newPerson = (): PastPerson => ({
  ...{ bought: new Set(), orders: 0, value: new Map(), last: null, refused: new Map(), asks: [] },
})

/** The facts and the shopper that the arbiter would have had right after an order was paid. */
export function atOrder(
  person: PastPerson,
  order: PastOrder,
  products: ReadonlyMap<string, SoldProduct>,
): { facts: Facts; shopper: Shopper } {
  const now = order.paidAt
  person.asks = person.asks.filter(({ at }) => now.getTime() - at.getTime() < MONTH_MS)
  const owned = [...new Set([...person.bought, ...order.lines.map(({ productId }) => productId)])]
  const value = new Map(person.value)
  if (order.currency !== null)
    value.set(order.currency, (value.get(order.currency) ?? 0) + (order.totalMinor ?? 0))
  const dealings: Dealings = {
    owned,
    boughtBefore: [...person.bought],
    paidOrders: person.orders + 1,
    value: Object.fromEntries(value),
    lastPaidAt: person.last,
    refundedLately: false,
    paying: [],
    refused: Object.fromEntries(person.refused),
    asks: person.asks.reduce((sum, { count }) => sum + count, 0),
    offersOff: false,
    arms: {},
    milestones: [],
    plans: owned.flatMap((id) => {
      const product = products.get(id)
      return product?.kind === 'subscription' ? [product.slug] : []
    }),
    cancelledAt: null,
    usage: null,
  }
  const occasion: Occasion = {
    ...{ now, lines: order.lines, currency: order.currency, country: order.country, locale: order.locale },
    ...{ coupons: order.coupons, campaign: order.campaign, paymentKind: order.methodKind, isOrder: true },
    value:
      order.currency !== null && order.totalMinor !== null
        ? { amount: order.totalMinor, currency: order.currency }
        : null,
    oneClick: order.chargeable,
  }
  return {
    facts: collectFacts(occasion, dealings, products),
    shopper: toShopper(dealings, products, order.person),
  }
}

/** Takes an order into what is known of its person, with what really came of its offers. */
export function remember(person: PastPerson, order: PastOrder): void {
  for (const { productId } of order.lines) person.bought.add(productId)
  for (const productId of order.taken) person.bought.add(productId)
  if (order.currency !== null)
    person.value.set(order.currency, (person.value.get(order.currency) ?? 0) + (order.totalMinor ?? 0))
  for (const { productId, at } of order.refused) person.refused.set(productId, at)
  if (order.asks > 0) person.asks.push({ at: order.paidAt, count: order.asks })
  person.orders += 1
  person.last = order.paidAt
}
