import { z } from 'zod'
import { metadataSchema } from '../http/body'
import { CURRENCIES } from '../reference/currencies'
import { TAX_CATEGORIES } from '../reference/tax'

const amount = z.number().int().min(0)
const count = z.number().int().min(1)

export const intervalSchema = z.enum(['Day', 'Week', 'Month', 'Year'])

const shared = {
  currency: z.enum(CURRENCIES),
  price: amount,
  discount: z.number().int().min(0).max(100).default(0),
  discount_bps: z.number().int().min(0).max(10_000).nullable().default(null),
  purchasing_power_parity: z.boolean().default(false),
  tax_inclusive: z.boolean().nullable().default(null),
}

/** The prices the emulator can bill; usage is not metered here. */
const priceSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('one_time_price'),
    ...shared,
    pay_what_you_want: z.boolean().default(false),
    suggested_price: amount.nullable().default(null),
  }),
  z.object({
    type: z.literal('recurring_price'),
    ...shared,
    payment_frequency_count: count,
    payment_frequency_interval: intervalSchema,
    subscription_period_count: count,
    subscription_period_interval: intervalSchema,
    trial_period_days: amount.max(10_000).default(0),
    trial_amount: amount.nullable().default(null),
    trial_apply_discounts: z.boolean().nullable().default(null),
    trial_payment_method_optional: z.boolean().default(false),
    zero_amount_payment_method_optional: z.boolean().default(false),
  }),
])

const fields = {
  name: z.string().min(1).max(100),
  price: priceSchema,
  tax_category: z.enum(TAX_CATEGORIES),
}

const optional = {
  description: z.string().max(1000).nullish(),
  brand_id: z.string().nullish(),
  addons: z.array(z.string()).max(10).nullish(),
  entitlements: z
    .array(z.object({ entitlement_id: z.string() }))
    .max(50)
    .nullish(),
  credit_entitlements: z.array(z.unknown()).max(5).nullish(),
  license_key_enabled: z.boolean().nullish(),
  license_key_activation_message: z.string().nullish(),
  license_key_activations_limit: count.nullish(),
  license_key_duration: z.object({ count, interval: intervalSchema }).nullish(),
  digital_product_delivery: z
    .object({
      external_url: z.url().nullish(),
      instructions: z.string().nullish(),
      files: z.array(z.uuid()).nullish(),
    })
    .nullish(),
  pricing_mode: z.enum(['by_currency', 'by_country']).nullish(),
}

export const createProductSchema = z.object({
  ...fields,
  ...optional,
  metadata: metadataSchema.default({}),
})

export const updateProductSchema = z.object({
  ...optional,
  name: fields.name.nullish(),
  price: fields.price.nullish(),
  tax_category: fields.tax_category.nullish(),
  metadata: metadataSchema.nullish(),
  image_id: z.uuid().nullish(),
})

export type ProductChange = z.output<typeof updateProductSchema>
