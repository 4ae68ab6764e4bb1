import { Hono } from 'hono'
import type { Emulator } from '../emulator'
import { COUNTRIES } from '../reference/countries'
import { addonRoutes } from '../routes/addons'
import { checkoutRoutes } from '../routes/checkouts'
import { customerRoutes } from '../routes/customers'
import { discountRoutes } from '../routes/discounts'
import { entitlementRoutes } from '../routes/entitlements'
import { invoiceRoutes } from '../routes/invoices'
import { licenseKeyInstanceRoutes, licenseKeyRoutes } from '../routes/license-keys'
import { licenseRoutes } from '../routes/licenses'
import { paymentRetryRoutes } from '../routes/payment-retries'
import { paymentRoutes } from '../routes/payments'
import { planChangeRoutes } from '../routes/plan-changes'
import { productCollectionRoutes } from '../routes/product-collections'
import { productRoutes } from '../routes/products'
import { refundRoutes } from '../routes/refunds'
import { subscriptionActionRoutes } from '../routes/subscription-actions'
import { subscriptionRoutes } from '../routes/subscriptions'
import { walletRoutes } from '../routes/wallets'
import { webhookEndpointRoutes } from '../routes/webhook-endpoints'
import { ApiError } from './api-error'
import { rateLimit } from './rate-limit'
import { requireKey } from './require-key'
import { type ServerEnv, weatherMiddleware } from './weather-middleware'

/** The provider's API: a few public calls, and everything else behind the key. */
export function api(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .use(rateLimit(emulator))
    .use(weatherMiddleware(emulator, 'api'))
    .get('/checkout/supported_countries', (c) => c.json(COUNTRIES))
    .route('/licenses', licenseRoutes(emulator))
    .route('/invoices', invoiceRoutes(emulator))
    .use(requireKey(emulator))
    .route('/addons', addonRoutes(emulator))
    .route('/products', productRoutes(emulator))
    .route('/product-collections', productCollectionRoutes(emulator))
    .route('/customers', customerRoutes(emulator))
    .route('/customers', walletRoutes(emulator))
    .route('/checkouts', checkoutRoutes(emulator))
    .route('/payments', paymentRoutes(emulator))
    .route('/payments', paymentRetryRoutes(emulator))
    .route('/subscriptions', planChangeRoutes(emulator))
    .route('/subscriptions', subscriptionActionRoutes(emulator))
    .route('/subscriptions', subscriptionRoutes(emulator))
    .route('/refunds', refundRoutes(emulator))
    .route('/discounts', discountRoutes(emulator))
    .route('/entitlements', entitlementRoutes(emulator))
    .route('/license_keys', licenseKeyRoutes(emulator))
    .route('/license_key_instances', licenseKeyInstanceRoutes(emulator))
    .route('/webhooks', webhookEndpointRoutes(emulator))
    .all('*', (c) => {
      throw new ApiError(404, 'NOT_FOUND', `${c.req.method} ${c.req.path} is not a route of this API`)
    })
}
