import type { CheckoutSessionRequest } from 'dodopayments/resources/checkout-sessions'
import { z } from 'zod'
import { countrySchema, metadataSchema } from '../http/body'

const text = z.string().nullish()

const httpUrl = z.url({ protocol: /^https?$/ })

const customerSchema = z.union([
  z.object({ customer_id: z.string() }),
  z.object({ email: z.email(), name: text, phone_number: text }),
])

const flagsSchema = z.object({
  always_create_new_customer: z.boolean().optional(),
  allow_customer_editing_email: z.boolean().optional(),
  allow_customer_editing_name: z.boolean().optional(),
  redirect_immediately: z.boolean().optional(),
})

/** The body of `POST /checkouts` and its preview, as far as the emulator acts on it. */
export const checkoutSchema = z
  .object({
    product_cart: z
      .array(
        z.object({
          product_id: z.string(),
          quantity: z.number().int().min(1).max(10_000),
          amount: z.number().int().min(0).nullish(),
          addons: z.array(z.object({ addon_id: z.string(), quantity: z.number().int().min(1) })).nullish(),
        }),
      )
      .min(1)
      .max(20),
    customer: customerSchema.nullish(),
    billing_address: z
      .object({ country: countrySchema, city: text, state: text, street: text, zipcode: text })
      .nullish(),
    return_url: httpUrl.nullish(),
    cancel_url: httpUrl.nullish(),
    confirm: z.boolean().optional(),
    payment_method_id: text,
    metadata: metadataSchema.nullish(),
    discount_code: text,
    discount_codes: z.array(z.string()).max(20).nullish(),
    feature_flags: flagsSchema.optional(),
    customization: z.object({ force_language: text }).optional(),
    show_saved_payment_methods: z.boolean().optional(),
    force_3ds: z.boolean().nullish(),
    subscription_data: z
      .object({
        trial_period_days: z.number().int().min(0).max(10_000).nullish(),
        on_demand: z.object({ mandate_only: z.boolean() }).nullish(),
      })
      .nullish(),
  })
  .transform((body): CheckoutSessionRequest => withoutUndefined(body))

type Defined<T> = T extends readonly (infer Item)[]
  ? Defined<Item>[]
  : T extends object
    ? { [Key in keyof T]: Defined<Exclude<T[Key], undefined>> }
    : T

/** A JSON body holds no undefined; this only tells the compiler. */
function withoutUndefined<T>(value: T): Defined<T> {
  return JSON.parse(JSON.stringify(value)) as Defined<T>
}
