import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Emulator } from '../emulator'
import { authenticatePages } from '../pages/authenticate'
import { checkoutPages } from '../pages/checkout'
import { dashboardPages } from '../pages/dashboard'
import { mailboxPages } from '../pages/mailbox'
import { payLinkPages } from '../pages/pay-link'
import { portalPages } from '../pages/portal'
import { controlRoutes, type Switches } from '../routes/control'
import { api } from './api'
import { ApiError } from './api-error'
import type { ServerEnv } from './weather-middleware'

const MAX_BODY_BYTES = 1024 * 1024

/** The whole server: pages for people, the control routes, and last the API, which owns every other path. */
export function createApp(emulator: Emulator, switches: Switches): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .use(async (c, next) => {
      c.env.outgoing.once('close', () => emulator.time.tick())
      emulator.time.settle()
      await next()
    })
    .use(
      bodyLimit({
        maxSize: MAX_BODY_BYTES,
        // The rest of the body is never read, so this connection cannot carry another call.
        onError: (c) => {
          const error = { code: 'PAYLOAD_TOO_LARGE', message: 'The body is larger than 1 MB' }
          return c.json(error, 413, { connection: 'close' })
        },
      }),
    )
    .get('/favicon.ico', (c) => c.body(null, 204))
    .route('/_emulator', controlRoutes(emulator, switches))
    .route('/', dashboardPages(emulator))
    .route('/mailbox', mailboxPages(emulator))
    .route('/session', checkoutPages(emulator))
    .route('/payments', authenticatePages(emulator))
    .route('/pay', payLinkPages(emulator))
    .route('/portal', portalPages(emulator))
    .route('/', api(emulator))
    .onError((error, c) => {
      if (error instanceof ApiError) return c.json({ code: error.code, message: error.message }, error.status)
      console.error(error)
      return c.json({ code: 'INTERNAL_SERVER_ERROR', message: 'The emulator failed; its log says why' }, 500)
    })
}
