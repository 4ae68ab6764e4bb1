import { z } from 'zod'
import type { When } from './view'

const ADD_ON = 'addon.'
const MOST = 100
const slug = z.string().regex(/^[a-z0-9-]{1,64}$/)
const count = z.coerce.number().int().min(0).max(MOST)

/** What the address of the change page says; null for what it does not say, which stays as it is. */
export type Wish = {
  plan: string | null
  quantity: number | null
  addOns: { slug: string; quantity: number }[] | null
  when: When | null
}

/**
 * Reads a choice from the address or a form: `plan`, `quantity`, `when`, and `addon.<slug>` with its number, 0 for none.
 * What makes no sense counts as not said.
 */
export function readWish(params: Record<string, unknown>): Wish {
  const addOns = Object.entries(params).flatMap(([key, value]) => {
    if (!key.startsWith(ADD_ON)) return []
    const parsed = z.tuple([slug, count]).safeParse([key.slice(ADD_ON.length), value])
    return parsed.success ? [{ slug: parsed.data[0], quantity: parsed.data[1] }] : []
  })
  return {
    plan: slug.safeParse(params.plan).data ?? null,
    quantity: count.min(1).safeParse(params.quantity).data ?? null,
    addOns: addOns.length > 0 ? addOns : null,
    when: z.enum(['now', 'period_end']).safeParse(params.when).data ?? null,
  }
}

/** A choice as the query of the change page's address. */
export function writeWish({ plan, quantity, addOns, when }: Wish): string {
  const query = new URLSearchParams()
  if (plan) query.set('plan', plan)
  if (quantity) query.set('quantity', String(quantity))
  for (const addOn of addOns ?? []) query.set(`${ADD_ON}${addOn.slug}`, String(addOn.quantity))
  if (when) query.set('when', when)
  return query.toString()
}

/** What was chosen in full, as a quote stores it, in the shop's own ids. */
export const choiceSchema = z.object({
  productId: z.string(),
  quantity: z.int().positive(),
  addOns: z.array(z.object({ addOnId: z.string(), quantity: z.int().positive() })),
  when: z.enum(['now', 'period_end']),
  /** The provider's code of a discount that the change brings; the plan stays the same then. */
  discountCode: z.string().nullable().default(null),
  mode: z.enum(['prorated_immediately', 'difference_immediately', 'full_immediately', 'do_not_bill']),
})
export type Choice = z.infer<typeof choiceSchema>
