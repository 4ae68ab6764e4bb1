import type { CheckoutSessionRequest } from 'dodopayments/resources/checkout-sessions'
import { z } from 'zod'
import { countrySchema, metadataSchema, withoutUndefined } from '../http/body'
import { CURRENCIES } from '../reference/currencies'
import { PAYMENT_METHOD_TYPES } from '../reference/payment-method-types'

const text = z.string().nullish()
const flag = z.boolean().optional()
const currency = z.enum(CURRENCIES).nullish()
const httpUrl = z.url({ protocol: /^https?$/ })

export const customerSchema = z.union([
  z.object({ customer_id: z.string() }),
  z.object({ email: z.email(), name: text, phone_number: text }),
])

export const billingSchema = z.object({
  country: countrySchema,
  city: text,
  state: text,
  street: text,
  zipcode: text,
})

const flagsSchema = z.object({
  allow_currency_selection: flag,
  allow_customer_editing_business_name: flag,
  allow_customer_editing_city: flag,
  allow_customer_editing_country: flag,
  allow_customer_editing_email: flag,
  allow_customer_editing_name: flag,
  allow_customer_editing_state: flag,
  allow_customer_editing_street: flag,
  allow_customer_editing_tax_id: flag,
  allow_customer_editing_zipcode: flag,
  allow_discount_code: flag,
  allow_editing_addons: flag,
  allow_phone_number_collection: flag,
  allow_tax_id: flag,
  always_create_new_customer: flag,
  redirect_immediately: flag,
  require_cardholder_name: flag,
  require_phone_number: flag,
  require_tax_id: flag,
  single_page: flag,
})

const customFieldSchema = z.object({
  field_type: z.enum(['text', 'number', 'email', 'url', 'date', 'dropdown', 'boolean']),
  key: z.string(),
  label: z.string(),
  options: z.array(z.string()).nullish(),
  placeholder: text,
  required: flag,
})

const quantity = z.number().int().min(1).max(10_000)

/** What a checkout and the deprecated payment call have in common. */
export const paymentFields = {
  allowed_payment_method_types: z.array(z.enum(PAYMENT_METHOD_TYPES)).nullish(),
  billing_currency: currency,
  customer_business_name: text,
  discount_code: text,
  discount_codes: z.array(z.string()).max(20).nullish(),
  force_3ds: z.boolean().nullish(),
  payment_method_id: text,
  return_url: httpUrl.nullish(),
  show_saved_payment_methods: flag,
  tax_id: text,
}

/** The body of `POST /checkouts` and its preview. */
export const checkoutSchema = z
  .object({
    ...paymentFields,
    product_cart: z
      .array(
        z.object({
          product_id: z.string(),
          quantity,
          amount: z.number().int().min(0).nullish(),
          addons: z.array(z.object({ addon_id: z.string(), quantity })).nullish(),
          credit_entitlements: z
            .array(z.object({ credit_entitlement_id: z.string(), credits_amount: z.string() }))
            .nullish(),
        }),
      )
      .max(20),
    billing_address: billingSchema.nullish(),
    cancel_url: httpUrl.nullish(),
    confirm: flag,
    custom_fields: z.array(customFieldSchema).max(5).nullish(),
    customer: customerSchema.nullish(),
    customization: z
      .object({
        force_language: text,
        show_on_demand_tag: flag,
        show_order_details: flag,
        theme: z.enum(['dark', 'light', 'system']).nullish(),
        theme_config: z.record(z.string(), z.unknown()).nullish(),
      })
      .optional(),
    feature_flags: flagsSchema.optional(),
    mandate_min_amount_inr_paise: z.number().int().min(0).nullish(),
    metadata: metadataSchema.nullish(),
    minimal_address: flag,
    product_collection_id: text,
    short_link: flag,
    subscription_data: z
      .object({
        trial_period_days: z.number().int().min(0).max(10_000).nullish(),
        on_demand: z
          .object({
            mandate_only: z.boolean(),
            product_price: z.number().int().min(0).nullish(),
            product_currency: currency,
            product_description: text,
            adaptive_currency_fees_inclusive: z.boolean().nullish(),
          })
          .nullish(),
      })
      .nullish(),
  })
  .transform((body): CheckoutSessionRequest => withoutUndefined(body))
