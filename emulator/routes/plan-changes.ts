import type { UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { metadataSchema, readBody } from '../http/body'
import { changePlan, unschedule } from '../plans/change-plan'
import { toPreview } from '../plans/preview'
import { quoteChange } from '../plans/quote-change'
import { requireSubscription } from '../subscriptions/billing'

const changeSchema = z
  .object({
    product_id: z.string(),
    quantity: z.number().int().min(1).max(10_000),
    proration_billing_mode: z.enum([
      'prorated_immediately',
      'full_immediately',
      'difference_immediately',
      'do_not_bill',
    ]),
    addons: z
      .array(z.object({ addon_id: z.string(), quantity: z.number().int().min(1).max(10_000) }))
      .nullish(),
    effective_at: z.enum(['immediately', 'next_billing_date']).default('immediately'),
    on_payment_failure: z.enum(['prevent_change', 'apply_change']).nullish(),
    cancel_scheduled_change_plan: z.boolean().default(false),
    collect_via_payment_link: z.boolean().default(false),
    discount_code: z.string().nullish(),
    discount_codes: z.array(z.string()).max(20).nullish(),
    metadata: metadataSchema.nullish(),
    adaptive_currency_fees_inclusive: z.boolean().nullish(),
  })
  .refine(
    (body) => !(body.discount_code && body.discount_codes),
    'discount_code and discount_codes exclude each other',
  )
  .transform((body) => body as UpdateSubscriptionPlanReq)

/** `/subscriptions/{id}/change-plan`: preview, change, and take a scheduled change back. */
export function planChangeRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  return new Hono()
    .post('/:id/change-plan/preview', async (c) => {
      const body = await readBody(c, changeSchema)
      const subscription = requireSubscription(store, c.req.param('id'))
      return c.json(toPreview(quoteChange(emulator, subscription, body)))
    })
    .post('/:id/change-plan', async (c) => {
      const body = await readBody(c, changeSchema)
      const subscription = requireSubscription(store, c.req.param('id'))
      return c.json(changePlan(emulator, subscription, body))
    })
    .delete('/:id/change-plan/scheduled', (c) => {
      const subscription = store.subscriptions.get(c.req.param('id'))
      if (!subscription)
        throw new ApiError(422, 'NOT_FOUND', `Subscription ${c.req.param('id')} does not exist`)
      unschedule(emulator, subscription)
      return c.body(null, 204)
    })
}
