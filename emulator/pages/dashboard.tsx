/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import type { Emulator } from '../emulator'
import type { ServerEnv } from '../http/weather-middleware'
import { sendDesk } from './desk'
import { clockPages } from './desk/clock'
import { customerPages } from './desk/customers'
import { deliveryPages } from './desk/deliveries'
import { findPages } from './desk/find'
import { guardDesk } from './desk/guard'
import { journalPages } from './desk/journal'
import { Overview } from './desk/overview'
import { paymentPages } from './desk/payments'
import { productPages } from './desk/products'
import { settingsPages } from './desk/settings'
import { subscriptionPages } from './desk/subscriptions'
import { weatherPages } from './desk/weather'

/** `/` and everything under `/desk`: the pages of the person who runs the emulator. */
export function dashboardPages(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .use('/', guardDesk)
    .use('/desk/*', guardDesk)
    .use('/mailbox/*', guardDesk)
    .get('/', (c) => sendDesk(c, 'Overview', <Overview emulator={emulator} />))
    .route('/desk/payments', paymentPages(emulator))
    .route('/desk/customers', customerPages(emulator))
    .route('/desk/subscriptions', subscriptionPages(emulator))
    .route('/desk/products', productPages(emulator))
    .route('/desk/webhooks', deliveryPages(emulator))
    .route('/desk/clock', clockPages(emulator))
    .route('/desk/weather', weatherPages(emulator))
    .route('/desk/journal', journalPages(emulator))
    .route('/desk/settings', settingsPages(emulator))
    .route('/desk/find', findPages(emulator))
}
