import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import type { Billing } from './checkout'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'
import { previewSchema } from './subscription-schema'
import { toSubscription } from './subscriptions'

export type ProrationMode =
  | 'prorated_immediately'
  | 'difference_immediately'
  | 'full_immediately'
  | 'do_not_bill'

/** A change of plan in the provider's words. All add-ons are named: what is not, is taken away. */
export type PlanChangeRequest = {
  productId: string
  quantity: number
  addOns: { id: string; quantity: number }[]
  /** In place of the discounts there are; null leaves those that are kept on another plan. */
  discountCode: string | null
  mode: ProrationMode
  effectiveAt: 'immediately' | 'next_billing_date'
  metadata: Record<string, string | number | boolean>
}

const toBody = (request: PlanChangeRequest) => ({
  product_id: request.productId,
  quantity: request.quantity,
  addons: request.addOns.map(({ id, quantity }) => ({ addon_id: id, quantity })),
  ...(request.discountCode && { discount_codes: [request.discountCode] }),
  proration_billing_mode: request.mode,
  effective_at: request.effectiveAt,
  on_payment_failure: 'prevent_change' as const,
  metadata: request.metadata,
})

/** What a change would cost. Amounts are minor units of `currency`; credit is positive when gained, negative when used. */
export type ChangePreview = ReturnType<typeof toPreview>

function toPreview(data: unknown) {
  const { immediate_charge: charge, new_plan: plan } = previewSchema.parse(data)
  return {
    currency: charge.summary.currency,
    dueMinor: charge.summary.total_amount,
    taxMinor: charge.summary.tax ?? 0,
    creditMinor: charge.summary.customer_credits,
    effectiveAt: charge.effective_at,
    lines: charge.line_items.map((line) => ({
      kind: line.type === 'addon' ? ('add_on' as const) : ('plan' as const),
      id: line.id,
      name: line.name,
      unitMinor: line.unit_price,
      quantity: line.quantity,
      /** Negative for what is given back. */
      factor: line.proration_factor,
      taxMinor: line.tax ?? 0,
      taxInclusive: line.tax_inclusive ?? false,
    })),
    plan: toSubscription(plan),
  }
}

/** Asks what a change of plan would cost now. Changes nothing; safe to repeat. */
export async function previewPlanChange(
  subscriptionId: string,
  request: PlanChangeRequest,
): Promise<Result<ChangePreview, ProviderError>> {
  try {
    return ok(toPreview(await dodo.subscriptions.previewChangePlan(subscriptionId, toBody(request), once())))
  } catch (error) {
    return fail(toProviderError(error))
  }
}

/**
 * Changes the plan: exactly one POST, never repeated by anybody. A success says only that the provider took it in;
 * what was charged and which plan it is are read afterwards. Called by sendChange alone.
 */
export async function changePlan(
  subscriptionId: string,
  request: PlanChangeRequest,
): Promise<Result<null, ProviderError>> {
  try {
    await dodo.subscriptions.changePlan(subscriptionId, toBody(request), once())
    return ok(null)
  } catch (error) {
    return fail(toProviderError(error))
  }
}

const periodSchema = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  recurring_breakup: z
    .object({ total_amount: z.int().nonnegative(), tax: z.int().nonnegative().nullish() })
    .nullish(),
})

/** What one period of a plan costs this customer. `totalMinor` holds the tax. */
export type PeriodPrice = { currency: string; totalMinor: number; taxMinor: number }

/** Asks what a plan with its add-ons costs a customer for each period, tax included. Changes nothing. */
export async function previewPeriod(input: {
  productId: string
  quantity: number
  addOns: { id: string; quantity: number }[]
  discountCodes: string[]
  customerId: string
  billing: Billing
}): Promise<Result<PeriodPrice | null, ProviderError>> {
  const { country, city, state, street, zipcode } = input.billing
  try {
    const preview = await dodo.checkoutSessions.preview(
      {
        product_cart: [
          {
            product_id: input.productId,
            quantity: input.quantity,
            addons: input.addOns.map(({ id, quantity }) => ({ addon_id: id, quantity })),
          },
        ],
        customer: { customer_id: input.customerId },
        ...(input.discountCodes.length > 0 && { discount_codes: input.discountCodes }),
        ...(country && { billing_address: { country: country as 'US', city, state, street, zipcode } }),
      },
      once(),
    )
    const { currency, recurring_breakup: period } = periodSchema.parse(preview)
    return ok(period ? { currency, totalMinor: period.total_amount, taxMinor: period.tax ?? 0 } : null)
  } catch (error) {
    return fail(toProviderError(error))
  }
}
