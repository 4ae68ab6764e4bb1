import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once, paymentPageUrl } from './client'
import { type ProviderError, toProviderError } from './errors'

/** The customer's address as the provider has it from the first payment. */
export type Billing = {
  country: string | null
  city: string | null
  state: string | null
  street: string | null
  zipcode: string | null
}

/** What is bought; the discount codes are the provider's, which works out and enforces what they take off. */
type Item = {
  providerProductId: string
  quantity: number
  discountCode?: string | null
  /** A second product in the same cart, once. */
  added?: string | null
}
type Metadata = Record<string, string>

const cartOf = ({ providerProductId, quantity, discountCode, added }: Item) => ({
  product_cart: [
    { product_id: providerProductId, quantity },
    ...(added ? [{ product_id: added, quantity: 1 }] : []),
  ],
  ...(discountCode && { discount_codes: [discountCode] }),
})

const billingAddress = (billing: Billing | null) => {
  if (!billing?.country) return undefined
  const { country, city, state, street, zipcode } = billing
  // The SDK's list of countries is a literal union; the value came from the provider itself.
  return { country: country as 'US', city, state, street, zipcode }
}

const hostedSchema = z.object({ session_id: z.string().min(1), checkout_url: z.string() })
const chargeSchema = z.object({ session_id: z.string().min(1), payment_id: z.string().min(1) })

/** How the hosted page knows the shopper: a stranger, the customer of the order just paid, or a signed-in one. */
export type CheckoutCustomer = { id: string; billing: Billing | null } | null

/**
 * Opens the provider's hosted checkout. A stranger always becomes a new provider customer, because matching
 * by e-mail would attach whoever types an address to that person's cards (trust: T2). A customer we name keeps their
 * e-mail. Charges nothing.
 */
export async function createHostedCheckout(input: {
  item: Item
  customer: CheckoutCustomer
  locale: string
  returnUrl: string
  cancelUrl: string
  metadata: Metadata
}): Promise<Result<{ checkoutId: string; url: string }, ProviderError>> {
  try {
    const session = hostedSchema.parse(
      await dodo.checkoutSessions.create(
        {
          ...cartOf(input.item),
          customer: input.customer ? { customer_id: input.customer.id } : undefined,
          billing_address: billingAddress(input.customer?.billing ?? null),
          feature_flags: {
            always_create_new_customer: input.customer === null,
            allow_customer_editing_email: input.customer === null,
            redirect_immediately: true,
          },
          show_saved_payment_methods: false,
          customization: { force_language: input.locale },
          return_url: input.returnUrl,
          cancel_url: input.cancelUrl,
          metadata: input.metadata,
        },
        once(),
      ),
    )
    const url = paymentPageUrl(session.checkout_url)
    if (!url) return fail({ kind: 'ambiguous', code: 'UNEXPECTED_CHECKOUT_URL', status: 200 })
    return ok({ checkoutId: session.session_id, url })
  } catch (error) {
    return fail(toProviderError(error))
  }
}

/**
 * Charges a saved payment method at once: exactly one POST, never repeated by anybody. A success says only
 * that a payment exists; whether it was paid is read from the payment. Called by sendCharge alone.
 */
export async function chargeSavedMethod(input: {
  item: Item
  customerId: string
  paymentMethodId: string
  billing: Billing
  currency: string
  returnUrl: string
  metadata: Metadata
}): Promise<Result<{ checkoutId: string; paymentId: string }, ProviderError>> {
  try {
    const session = chargeSchema.parse(
      await dodo.checkoutSessions.create(
        {
          ...cartOf(input.item),
          customer: { customer_id: input.customerId },
          payment_method_id: input.paymentMethodId,
          confirm: true,
          billing_address: billingAddress(input.billing),
          billing_currency: input.currency as 'USD',
          return_url: input.returnUrl,
          metadata: input.metadata,
        },
        once(),
      ),
    )
    return ok({ checkoutId: session.session_id, paymentId: session.payment_id })
  } catch (error) {
    return fail(toProviderError(error))
  }
}

const amount = z.int().nonnegative()
const previewSchema = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  total_price: amount,
  total_tax: amount.nullish(),
  current_breakup: z.object({ total_amount: amount, discount: amount.nullish() }),
})

/** The provider's own price with tax for this customer, in minor units of `currency`. */
export type CheckoutPreview = {
  currency: string
  taxMinor: number
  totalMinor: number
  /** What discount codes take off, before tax. */
  discountMinor: number
}

/** Asks what a purchase would cost this customer. Charges nothing; safe to repeat. */
export async function previewCheckout(input: {
  item: Item
  customerId: string
  billing: Billing
  limitMs: number
}): Promise<Result<CheckoutPreview, ProviderError>> {
  try {
    const preview = previewSchema.parse(
      await dodo.checkoutSessions.preview(
        {
          ...cartOf(input.item),
          customer: { customer_id: input.customerId },
          billing_address: billingAddress(input.billing),
        },
        once(input.limitMs),
      ),
    )
    return ok({
      currency: preview.currency,
      taxMinor: preview.total_tax ?? 0,
      totalMinor: preview.current_breakup.total_amount,
      discountMinor: preview.current_breakup.discount ?? 0,
    })
  } catch (error) {
    return fail(toProviderError(error))
  }
}

const statusSchema = z.object({ payment_id: z.string().nullish(), payment_status: z.string().nullish() })

/** Reads which payment, if any, a hosted checkout has led to. */
export async function fetchCheckoutPayment(
  checkoutId: string,
): Promise<Result<string | null, ProviderError>> {
  try {
    const session = statusSchema.parse(await dodo.checkoutSessions.retrieve(checkoutId, once()))
    return ok(session.payment_id ?? null)
  } catch (error) {
    return fail(toProviderError(error))
  }
}
