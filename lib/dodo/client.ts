import 'server-only'
import DodoPayments from 'dodopayments'
import { env } from '@/lib/env'
import { fetchWhole } from './whole-answer'

const TIMEOUT_MS = 8_000
const HARD_LIMIT_MS = 10_000

/**
 * The SDK, made safe for money (trust: 3.5): no retries, because the provider knows no idempotency key;
 * no redirects, because one would send the body again; no debug log, because it prints bodies.
 */
export const dodo = new DodoPayments({
  bearerToken: env.DODO_PAYMENTS_API_KEY,
  webhookKey: env.DODO_PAYMENTS_WEBHOOK_KEY,
  maxRetries: 0,
  timeout: TIMEOUT_MS,
  logLevel: 'off',
  fetchOptions: { redirect: 'error' },
  fetch: fetchWhole,
  ...(env.DODO_PAYMENTS_BASE_URL
    ? { baseURL: env.DODO_PAYMENTS_BASE_URL }
    : { baseURL: null, environment: env.DODO_PAYMENTS_ENVIRONMENT ?? 'test_mode' }),
})

/** Options for one call. Both limits hold to the end of the body, because the answer is fetched whole. */
export const once = (limitMs = HARD_LIMIT_MS) => ({
  maxRetries: 0,
  timeout: Math.min(TIMEOUT_MS, limitMs),
  signal: AbortSignal.timeout(limitMs),
})

/** Where a shopper may be sent to pay; everything else the provider might name is refused. */
const paymentOrigins = env.DODO_PAYMENTS_BASE_URL
  ? [new URL(env.DODO_PAYMENTS_BASE_URL).origin]
  : ['https://checkout.dodopayments.com', 'https://test.checkout.dodopayments.com']

export const checkoutOrigins: readonly string[] = paymentOrigins

/** The address if it is one of the provider's payment pages, else null. */
export function paymentPageUrl(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  return paymentOrigins.includes(new URL(url).origin) ? url : null
}
