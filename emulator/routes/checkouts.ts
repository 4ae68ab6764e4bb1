import type {
  CheckoutSessionPreviewResponse,
  CheckoutSessionResponse,
  CheckoutSessionStatus,
} from 'dodopayments/resources/checkout-sessions'
import { Hono } from 'hono'
import { emailOf } from '../checkout/customers'
import type { Amounts, Quote, QuoteLine } from '../checkout/quote'
import {
  billingOf,
  chargeSavedMethod,
  createSession,
  customerOf,
  quoteRequest,
  refuseUnsupported,
  requireSession,
} from '../checkout/sessions'
import type { Emulator } from '../emulator'
import { ApiError, invalidBody } from '../http/api-error'
import { readBody } from '../http/body'
import { addInterval } from '../reference/dates'
import { checkoutSchema } from './checkout-schema'

export function checkoutRoutes(emulator: Emulator): Hono {
  return new Hono()
    .post('/', async (c) => {
      const request = await readBody(c, checkoutSchema)
      if (request.payment_method_id) {
        if (!request.confirm) throw invalidBody('payment_method_id needs confirm: true')
        const payment = chargeSavedMethod(emulator, request, request.payment_method_id)
        return c.json(answer(payment.checkout_session_id ?? '', { payment_id: payment.payment_id }))
      }
      if (request.confirm) {
        throw new ApiError(422, 'UNSUPPORTED_ACTION', 'The emulator confirms only with a payment_method_id')
      }
      const { session_id } = createSession(emulator, request)
      return c.json(answer(session_id, { checkout_url: `${emulator.url}/session/${session_id}` }))
    })
    .post('/preview', async (c) => {
      const request = await readBody(c, checkoutSchema)
      refuseUnsupported(request)
      const quote = quoteRequest(emulator, request, billingOf(customerOf(emulator, request), request))
      return c.json(toPreview(quote, emulator.now()))
    })
    .get('/:id', (c) => {
      const session = requireSession(emulator, c.req.param('id'))
      const customer = emulator.store.customers.get(session.customer_id ?? '')
      const asked = session.request.customer
      const payment = emulator.store.payments.get(session.payment_id ?? '')
      return c.json({
        id: session.session_id,
        created_at: session.created_at,
        customer_email: customer?.email ?? emailOf(emulator.store, asked),
        customer_name: customer?.name ?? (asked && 'name' in asked ? (asked.name ?? null) : null),
        payment_id: payment?.payment_id ?? null,
        payment_status: payment?.status ?? null,
      } satisfies CheckoutSessionStatus)
    })
}

function answer(session_id: string, part: Partial<CheckoutSessionResponse>): CheckoutSessionResponse {
  return {
    session_id,
    checkout_url: null,
    client_secret: null,
    payment_id: null,
    publishable_key: null,
    ...part,
  }
}

function toPreview(quote: Quote, now: Date): CheckoutSessionPreviewResponse {
  const subscriptions = quote.lines.filter((line) => line.recurring !== null)
  const [first] = subscriptions
  return {
    billing_country: quote.country,
    currency: quote.currency,
    current_breakup: toBreakup(quote.dueNow),
    recurring_breakup: quote.recurring && toBreakup(quote.recurring),
    total_price: quote.dueNow.total,
    total_tax: quote.dueNow.tax,
    is_byop: false,
    payment_method_required: true,
    product_cart: quote.lines.map((line) => toPreviewLine(line, quote)),
    subscriptions: subscriptions.map((line) => ({
      product_id: line.product.product_id,
      amount_due_now: line.dueNow.total,
      tax_due_now: line.dueNow.tax,
      recurring_amount: line.recurring?.total ?? 0,
      recurring_tax: line.recurring?.tax ?? 0,
      next_billing_date: nextBillingDate(line, now),
      trial_period_days: line.trialDays || null,
    })),
    next_billing_date: first ? nextBillingDate(first, now) : null,
    trial_period_days: first?.trialDays || null,
    trial_amount: first?.trialDays ? first.dueNow.total : null,
    tax_id_business_name: null,
    tax_id_err_msg: null,
    tax_id_format_name: null,
  }
}

function toBreakup({ subtotal, discount, tax, total }: Amounts) {
  return { subtotal, discount, tax, total_amount: total }
}

function toPreviewLine(line: QuoteLine, quote: Quote): CheckoutSessionPreviewResponse.ProductCart {
  return {
    product_id: line.product.product_id,
    name: line.product.name ?? null,
    description: line.product.description ?? null,
    quantity: line.quantity,
    currency: quote.currency,
    og_currency: quote.currency,
    og_price: line.unitPrice,
    discounted_price: line.discountedUnitPrice,
    discount_amount: null,
    discount_cycle: null,
    tax: line.dueNow.tax,
    tax_rate: line.taxRateBps,
    tax_category: line.product.tax_category,
    tax_inclusive: line.taxInclusive,
    is_subscription: line.recurring !== null,
    is_usage_based: false,
    meters: [],
    credit_entitlements: [],
    addons: null,
  }
}

function nextBillingDate({ product: { price }, trialDays }: QuoteLine, now: Date): string | null {
  if (price.type !== 'recurring_price') return null
  const next =
    trialDays > 0
      ? addInterval(now, trialDays, 'Day')
      : addInterval(now, price.payment_frequency_count, price.payment_frequency_interval)
  return next.toISOString()
}
