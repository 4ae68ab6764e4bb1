import { z } from 'zod'

const moment = z.coerce.date()
const text = z
  .string()
  .min(1)
  .nullish()
  .transform((value) => value ?? null)
const time = moment.nullish().transform((value) => value ?? null)
const currency = z.string().regex(/^[A-Z]{3}$/)
const amount = z.int().nonnegative()
const addOns = z
  .array(z.object({ addon_id: z.string(), quantity: z.int().positive() }))
  .nullish()
  .transform((value) => value ?? [])

const discounts = z
  .array(
    z.object({
      code: z.string().min(1),
      cycles_remaining: z.int().nonnegative().nullish(),
      preserve_on_plan_change: z.boolean().nullish(),
    }),
  )
  .nullish()
  .transform((value) => value ?? [])

/** The provider's subscription, as far as the shop reads it. */
export const subscriptionSchema = z.object({
  subscription_id: z.string().min(1),
  product_id: z.string().min(1),
  quantity: z.int().positive(),
  addons: addOns,
  status: z.string().min(1),
  currency,
  recurring_pre_tax_amount: amount,
  tax_inclusive: z.boolean(),
  discounts,
  customer: z.object({ customer_id: z.string().min(1), email: z.string() }),
  billing: z.object({ country: text, city: text, state: text, street: text, zipcode: text }),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  payment_method_id: text,
  created_at: moment,
  previous_billing_date: moment,
  next_billing_date: moment,
  expires_at: time,
  cancelled_at: time,
  paused_at: time,
  cancel_at_next_billing_date: z.boolean(),
  scheduled_change: z
    .object({ product_id: z.string(), quantity: z.int().positive(), addons: addOns, effective_at: moment })
    .nullish()
    .transform((value) => value ?? null),
})

const line = z.object({
  type: z.enum(['subscription', 'addon']),
  id: z.string(),
  name: text,
  unit_price: z.int(),
  quantity: z.int(),
  proration_factor: z.number(),
  tax: z.int().nullish(),
  tax_inclusive: z.boolean().nullish(),
})

/** The provider's preview of a change. A line of a kind the shop does not sell makes it unreadable, and so refused. */
export const previewSchema = z.object({
  immediate_charge: z.object({
    effective_at: moment,
    line_items: z.array(line),
    summary: z.object({
      currency,
      total_amount: amount,
      tax: z.int().nullish(),
      customer_credits: z.int(),
    }),
  }),
  new_plan: subscriptionSchema,
})
