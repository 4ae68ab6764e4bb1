import 'server-only'
import { db } from '@/lib/db/prisma'
import { fail, ok, type Result } from '@/lib/result'
import type { Subject } from './ask-quote'
import { sameTerms } from './change-state'
import type { Choice, Wish } from './choice'
import { currentTerms } from './mirror'
import type { Direction, Refusal } from './view'

/** What is to become of a subscription: what was not said stays as it is, add-ons that the new plan takes too. */
export async function makeChoice(
  subscription: Subject,
  wish: Wish,
): Promise<Result<{ choice: Choice; direction: Direction }, Refusal>> {
  const target = await db.product.findFirst({
    where: {
      slug: wish.plan ?? subscription.product.slug,
      kind: 'subscription',
      active: true,
      providerProductId: { not: null },
    },
    include: { addOns: { include: { addOn: true } } },
  })
  if (!target) return fail('not_for_sale')
  if (target.currency !== subscription.product.currency) return fail('other_currency')
  const offered = target.addOns.map(({ addOn }) => addOn)
  const addOns = wish.addOns
    ? wish.addOns.filter(({ quantity }) => quantity > 0)
    : subscription.addOns
        .filter(({ addOnId }) => offered.some(({ id }) => id === addOnId))
        .map(({ addOn, quantity }) => ({ slug: addOn.slug, quantity }))
  const chosen = addOns.flatMap(({ slug, quantity }) => {
    const addOn = offered.find((each) => each.slug === slug)
    return addOn ? [{ addOnId: addOn.id, quantity }] : []
  })
  if (chosen.length < addOns.length) return fail('add_on_not_offered')

  const terms = {
    productId: target.id,
    quantity: wish.quantity ?? subscription.quantity,
    addOns: chosen.sort((a, b) => a.addOnId.localeCompare(b.addOnId)),
  }
  if (sameTerms(terms, currentTerms(subscription))) return fail('same_plan')
  const listed =
    target.priceMinor * terms.quantity +
    chosen.reduce((sum, { addOnId, quantity }) => {
      return sum + (offered.find(({ id }) => id === addOnId)?.priceMinor ?? 0) * quantity
    }, 0)
  const direction = directionOf(
    { interval: subscription.product.interval, price: listedPrice(subscription) },
    { interval: target.interval, price: listed },
  )
  const when = wish.when ?? (direction === 'downgrade' ? 'period_end' : 'now')
  const { planChangeMode } = await db.shopSettings.findUniqueOrThrow({ where: { id: 'shop' } })
  // The one way that no source forbids for a change at the period's end (dodo-api 3.5).
  const mode = when === 'now' ? planChangeMode : 'full_immediately'
  return ok({ choice: { ...terms, when, mode, discountCode: null }, direction })
}

/** The same plan as before with a discount from the next charge on. Nothing is billed for it. */
export const discountChoice = (subscription: Subject, discountCode: string): Choice => ({
  productId: subscription.productId,
  quantity: subscription.quantity,
  addOns: currentTerms(subscription).addOns.map(({ addOnId, quantity }) => ({ addOnId, quantity })),
  when: 'now',
  mode: 'do_not_bill',
  discountCode,
})

const listedPrice = ({ product, quantity, addOns }: Subject) =>
  product.priceMinor * quantity +
  addOns.reduce((sum, { addOn, quantity: count }) => sum + addOn.priceMinor * count, 0)

type Side = { interval: string | null; price: number }

/** More for the same time is an upgrade. To be bound for longer is a switch, for shorter a step down. */
export function directionOf(from: Side, to: Side): Direction {
  if (from.interval !== to.interval) return to.interval === 'year' ? 'switch' : 'downgrade'
  if (to.price === from.price) return 'switch'
  return to.price > from.price ? 'upgrade' : 'downgrade'
}
