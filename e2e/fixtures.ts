import { randomBytes } from 'node:crypto'
import { test as base } from '@playwright/test'
import { Emulator } from './support/emulator'
import { settings } from './support/settings'
import { Shopper } from './support/shopper'
import { Watch } from './support/watch'
import type { Language } from './support/words'

const TIMEOUT_MS = 90_000

type Options = { language: Language }
type Fixtures = { watch: Watch; shopper: Shopper }

/**
 * A story has a shopper with an e-mail address nobody else uses, so that stories run side by side at one provider.
 * At the end of each the browser must have had nothing to complain about, and no provider id may have reached it.
 */
export const test = base.extend<Options & Fixtures>({
  language: ['en', { option: true }],
  watch: async ({ context, javaScriptEnabled }, use) => {
    const watch = new Watch()
    // A browser without scripts refuses to preload them, whatever their nonce.
    if (!javaScriptEnabled) watch.allow(/^request failed: GET .*\/_next\/static\/.*\.js csp$/)
    await watch.attach(context)
    await use(watch)
    watch.expectNoTrouble()
  },
  shopper: async ({ page, language, watch }, use, test) => {
    test.setTimeout(TIMEOUT_MS)
    const emulator = new Emulator(settings.emulatorUrl)
    const email = `shopper-${randomBytes(6).toString('hex')}@example.com`
    await use(new Shopper(page, email, language, emulator, watch))
    const payments = await emulator.payments(email)
    const ids = payments.flatMap((payment) => [payment.customer.customer_id, payment.payment_method_id ?? []])
    await watch.expectNeverSent(new Set(ids.flat()))
  },
})
