import { randomUUID } from 'node:crypto'
import { presentBump } from '../bumps/present-bump'
import { db } from '../db/prisma'
import type { Definition, FunnelPlacement } from '../funnels/definition'
import { getViewer } from '../identity/viewer'
import { presentSuggestion } from '../suggestions/present-suggestion'
import type { CardPlace } from '../suggestions/view'
import { inBrowser } from './browser'
import { type NewProduct, newFunnel, newProduct, type Shopper } from './shopper'

/** A funnel of one offer at a place, for who buys a product of its own. */
export async function newPlace(
  placement: FunnelPlacement,
  bought: NewProduct,
  {
    price = 1_900,
    cooldownDays = 30,
    ...rest
  }: { price?: number; cooldownDays?: number } & Partial<Definition> = {},
) {
  const product = await newProduct({ price })
  const offer = randomUUID()
  const rule = { fact: 'bought' as const, in: [bought.slug] }
  const steps = [{ offer, product: product.id, cooldownDays }]
  await newFunnel(offer, placement, steps, { rule, ...rest })
  return { offer, product }
}

/** What stands beside the buy button for this shopper. */
export const bumpFor = (shopper: Shopper, slug: string) =>
  inBrowser(shopper.browser, async () => presentBump(await getViewer(), slug, 'en'))

/** The card of this shopper's order. */
export const cardFor = (shopper: Shopper, orderId: string, place: CardPlace = 'order_page') =>
  inBrowser(shopper.browser, () => presentSuggestion(place, orderId, 'en'))

/** What was told of an offer, in order. */
export const told = async (offerId: string) =>
  (await db.offerEvent.findMany({ where: { offerId }, orderBy: { seq: 'asc' } })).map(({ type }) => type)
