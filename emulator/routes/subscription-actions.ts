import type {
  SubscriptionChargeParams,
  SubscriptionUpdatePaymentMethodParams,
} from 'dodopayments/resources/subscriptions'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { countrySchema, metadataSchema, readBody } from '../http/body'
import { CURRENCIES } from '../reference/currencies'
import { requireSubscription } from '../subscriptions/billing'
import { changePaymentMethod } from '../subscriptions/change-method'
import { chargeOnDemand } from '../subscriptions/on-demand'
import { type SubscriptionPatch, updateSubscription } from '../subscriptions/update'

const text = z.string().nullish()
const moment = z.iso.datetime({ offset: true })

const patchSchema = z
  .object({
    status: z
      .enum(['pending', 'active', 'on_hold', 'paused', 'cancelled', 'failed', 'expired', 'past_due'])
      .nullish(),
    cancel_at_next_billing_date: z.boolean().nullish(),
    cancel_reason: z
      .enum([
        'cancelled_by_customer',
        'cancelled_by_merchant',
        'cancelled_by_merchant_send_dunning',
        'cancelled_by_merchant_grace_period_expired',
        'dodo_team',
      ])
      .nullish(),
    cancellation_feedback: z
      .enum([
        'too_expensive',
        'missing_features',
        'switched_service',
        'unused',
        'customer_service',
        'low_quality',
        'too_complex',
        'other',
      ])
      .nullish(),
    cancellation_comment: z.string().max(3000).nullish(),
    metadata: metadataSchema.nullish(),
    billing: z
      .object({ country: countrySchema, city: text, state: text, street: text, zipcode: text })
      .nullish(),
    customer_name: text,
    customer_business_name: text,
    tax_id: text,
    next_billing_date: moment.nullish(),
    disable_on_demand: z.object({ next_billing_date: moment }).nullish(),
    pause: z.boolean().nullish(),
    subscription_period_count: z.number().int().min(1).nullish(),
    subscription_period_interval: z.enum(['Day', 'Week', 'Month', 'Year']).nullish(),
  })
  .transform((body) => body as SubscriptionPatch)

const methodSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('new'),
      return_url: z.url({ protocol: /^https?$/ }).nullish(),
      allowed_payment_method_types: z.array(z.string()).nullish(),
    }),
    z.object({ type: z.literal('existing'), payment_method_id: z.string() }),
  ])
  .transform((body) => body as SubscriptionUpdatePaymentMethodParams['payment_method'])

const chargeSchema = z
  .object({
    product_price: z.number().int().min(0),
    product_currency: z.enum(CURRENCIES).nullish(),
    product_description: text,
    metadata: metadataSchema.nullish(),
    adaptive_currency_fees_inclusive: z.boolean().nullish(),
    customer_balance_config: z
      .object({
        allow_customer_credits_purchase: z.boolean().nullish(),
        allow_customer_credits_usage: z.boolean().nullish(),
      })
      .nullish(),
  })
  .transform((body) => body as SubscriptionChargeParams)

/** What is done to a running subscription, plan changes apart. */
export function subscriptionActionRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  return new Hono()
    .patch('/:id', async (c) => {
      const patch = await readBody(c, patchSchema)
      return c.json(updateSubscription(emulator, requireSubscription(store, c.req.param('id')), patch))
    })
    .post('/:id/update-payment-method', async (c) => {
      const request = await readBody(c, methodSchema)
      return c.json(changePaymentMethod(emulator, requireSubscription(store, c.req.param('id')), request))
    })
    .post('/:id/charge', async (c) => {
      const request = await readBody(c, chargeSchema)
      return c.json(chargeOnDemand(emulator, requireSubscription(store, c.req.param('id')), request))
    })
}
