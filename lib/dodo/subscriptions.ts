import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'
import { subscriptionSchema } from './subscription-schema'

/** A subscription as the provider says it is now. `recurringMinor` is for one period, before tax. */
export type ProviderSubscription = ReturnType<typeof toSubscription>

export function toSubscription(data: unknown) {
  const s = subscriptionSchema.parse(data)
  const { scheduled_change: scheduled } = s
  return {
    id: s.subscription_id,
    productId: s.product_id,
    quantity: s.quantity,
    addOns: s.addons.map(({ addon_id, quantity }) => ({ id: addon_id, quantity })),
    status: s.status,
    currency: s.currency,
    recurringMinor: s.recurring_pre_tax_amount,
    taxInclusive: s.tax_inclusive,
    /** `cyclesLeft`: for how many more periods, null for all; `isKept`: also on another plan. */
    discounts: s.discounts.map((each) => ({
      code: each.code,
      cyclesLeft: each.cycles_remaining ?? null,
      isKept: each.preserve_on_plan_change ?? false,
    })),
    customer: { id: s.customer.customer_id, email: s.customer.email },
    billing: s.billing,
    metadata: s.metadata ?? {},
    paymentMethodId: s.payment_method_id,
    createdAt: s.created_at,
    periodStart: s.previous_billing_date,
    periodEnd: s.next_billing_date,
    endsAt: s.expires_at,
    cancelledAt: s.cancelled_at,
    pausedAt: s.paused_at,
    cancelAtPeriodEnd: s.cancel_at_next_billing_date,
    scheduled: scheduled && {
      productId: scheduled.product_id,
      quantity: scheduled.quantity,
      addOns: scheduled.addons.map(({ addon_id, quantity }) => ({ id: addon_id, quantity })),
      effectiveAt: scheduled.effective_at,
    },
  }
}

/** Reads one subscription. This, and nothing else, is believed about a plan. */
export async function fetchSubscription(id: string): Promise<Result<ProviderSubscription, ProviderError>> {
  try {
    return ok(toSubscription(await dodo.subscriptions.retrieve(id, once())))
  } catch (error) {
    return fail(toProviderError(error))
  }
}

/** The provider's reasons for leaving, which it asks for as they are. */
export const CANCEL_REASONS = [
  'too_expensive',
  'missing_features',
  'switched_service',
  'unused',
  'customer_service',
  'low_quality',
  'too_complex',
  'other',
] as const
export type CancelReason = (typeof CANCEL_REASONS)[number]

type Update =
  /** Ends it with its period, or lets it go on. */
  | { cancelAtPeriodEnd: boolean }
  /** Why it ends; only while it ends. */
  | { reason: CancelReason; comment: string | null }
  /** Stops it at once, or lets it go on; must be sent alone. */
  | { status: 'paused' | 'active' }
  /** Ends it at once; what ended is not sent so again. */
  | { status: 'cancelled' }

/** Moves no money and sets what it names, so it is safe to repeat. */
export async function updateSubscription(
  id: string,
  update: Update,
): Promise<Result<ProviderSubscription, ProviderError>> {
  try {
    return ok(toSubscription(await dodo.subscriptions.update(id, toPatch(update), once())))
  } catch (error) {
    return fail(toProviderError(error))
  }
}

function toPatch(update: Update) {
  if ('status' in update) return { status: update.status }
  if ('reason' in update)
    return {
      cancel_at_next_billing_date: true,
      cancellation_feedback: update.reason,
      ...(update.comment && { cancellation_comment: update.comment }),
    }
  return { cancel_at_next_billing_date: update.cancelAtPeriodEnd }
}

/** Takes back a scheduled change. `not_found` says that none is scheduled. */
export async function cancelScheduledChange(id: string): Promise<Result<null, ProviderError>> {
  try {
    await dodo.subscriptions.cancelChangePlan(id, once())
    return ok(null)
  } catch (error) {
    return fail(toProviderError(error))
  }
}

const linkSchema = z.object({ payment_link: z.string().nullish() })

/**
 * Opens the provider's page that takes a new card for a subscription, and what it owes with it. Charges nothing by
 * itself: an older page of the same subscription is closed, and only the customer pays there. Answers the page's
 * address as given; `paymentPageUrl` judges it.
 */
export async function openCardPage(
  id: string,
  returnUrl: string,
): Promise<Result<string | null, ProviderError>> {
  try {
    const answer = await dodo.subscriptions.updatePaymentMethod(
      id,
      { payment_method: { type: 'new', return_url: returnUrl } },
      once(),
    )
    return ok(linkSchema.parse(answer).payment_link ?? null)
  } catch (error) {
    return fail(toProviderError(error))
  }
}

const PAGE_SIZE = 100
const MAX_PAGES = 50

/** The ids and metadata of a subscription's payments since a moment, page by page from 0 (dodo-api 1.6). */
export async function listSubscriptionPayments(
  id: string,
  since: Date | null = null,
): Promise<Result<{ id: string; metadata: unknown }[], ProviderError>> {
  const found: { id: string; metadata: unknown }[] = []
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const { items } = await dodo.payments.list(
        {
          subscription_id: id,
          ...(since && { created_at_gte: since.toISOString() }),
          page_size: PAGE_SIZE,
          page_number: page,
        },
        once(),
      )
      if (items.length === 0) break
      found.push(...items.map(({ payment_id, metadata }) => ({ id: payment_id, metadata })))
    }
    return ok(found)
  } catch (error) {
    return fail(toProviderError(error))
  }
}

const itemsSchema = z.object({ items: z.array(z.object({ amount: z.int() })) })

/** What the bill of a payment came to, tax included, in minor units; what was charged is less by the credit used. */
export async function fetchBilled(paymentId: string): Promise<Result<number, ProviderError>> {
  try {
    const { items } = itemsSchema.parse(await dodo.payments.retrieveLineItems(paymentId, once()))
    return ok(items.reduce((sum, { amount }) => sum + amount, 0))
  } catch (error) {
    return fail(toProviderError(error))
  }
}
