import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import type { Emulator } from '../emulator'
import { COUNTRIES } from '../reference/countries'
import { addonRoutes } from '../routes/addons'
import { checkoutRoutes } from '../routes/checkouts'
import { customerRoutes } from '../routes/customers'
import { paymentRetryRoutes } from '../routes/payment-retries'
import { paymentRoutes } from '../routes/payments'
import { planChangeRoutes } from '../routes/plan-changes'
import { productCollectionRoutes } from '../routes/product-collections'
import { productRoutes } from '../routes/products'
import { refundRoutes } from '../routes/refunds'
import { subscriptionActionRoutes } from '../routes/subscription-actions'
import { subscriptionRoutes } from '../routes/subscriptions'
import { webhookEndpointRoutes } from '../routes/webhook-endpoints'
import { ApiError } from './api-error'
import { type ServerEnv, weatherMiddleware } from './weather-middleware'

const CALLS_PER_MINUTE = 240
const MINUTE_MS = 60_000

/** The provider's API: everything behind the key. */
export function api(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .use(rateLimitHeaders(emulator))
    .use(weatherMiddleware(emulator, 'api'))
    .use(requireKey(emulator))
    .get('/checkout/supported_countries', (c) => c.json(COUNTRIES))
    .route('/addons', addonRoutes(emulator))
    .route('/products', productRoutes(emulator))
    .route('/product-collections', productCollectionRoutes(emulator))
    .route('/customers', customerRoutes(emulator))
    .route('/checkouts', checkoutRoutes(emulator))
    .route('/payments', paymentRoutes(emulator))
    .route('/payments', paymentRetryRoutes(emulator))
    .route('/subscriptions', planChangeRoutes(emulator))
    .route('/subscriptions', subscriptionActionRoutes(emulator))
    .route('/subscriptions', subscriptionRoutes(emulator))
    .route('/refunds', refundRoutes(emulator))
    .route('/webhooks', webhookEndpointRoutes(emulator))
    .all('*', (c) => {
      throw new ApiError(404, 'NOT_FOUND', `${c.req.method} ${c.req.path} is not a route of this API`)
    })
}

function requireKey(emulator: Emulator): MiddlewareHandler<ServerEnv> {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const wanted = digest(`Bearer ${emulator.apiKey}`)
  return async (c, next) => {
    if (!timingSafeEqual(digest(c.req.header('authorization') ?? ''), wanted)) {
      throw new ApiError(401, 'UNAUTHORIZED', 'The API key is missing or unknown')
    }
    await next()
  }
}

/** Counts calls per minute and says so in the headers. It never refuses by itself: a weather rule does. */
function rateLimitHeaders(emulator: Emulator): MiddlewareHandler<ServerEnv> {
  let minute = 0
  let calls = 0
  return async (c, next) => {
    const now = Math.floor(emulator.now().getTime() / MINUTE_MS)
    calls = now === minute ? calls + 1 : 1
    minute = now
    await next()
    c.header('X-RateLimit-Limit', String(CALLS_PER_MINUTE))
    c.header('X-RateLimit-Remaining', String(Math.max(0, CALLS_PER_MINUTE - calls)))
    c.header('X-RateLimit-Reset', String((minute + 1) * 60))
  }
}
