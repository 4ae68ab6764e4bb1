import { test } from '../fixtures'
import type { Weather } from '../support/emulator'
import { expect } from '../support/expect'
import type { Shopper } from '../support/shopper'

const both = ['lumen-edit-single', 'lumen-edit-team']

/** Accepts the team licence while something goes wrong between the shop and the provider. */
async function acceptIn(shopper: Shopper, effect: Weather['effect']): Promise<void> {
  await shopper.buy('lumen-edit-single')
  await shopper.offer.expectOffer('single-to-team')
  await shopper.emulator.weather({ match: { email: shopper.email, route: 'POST /checkouts' }, effect })
  await shopper.offer.pay('$199.00').click()
}

/** The page says that it is checking, the order says so too, and no second yes is sent. */
async function expectNeverSentAgain(shopper: Shopper): Promise<void> {
  const { offer, order, page, words } = shopper
  await offer.expectState('checking')
  await shopper.expectAccessible()
  await expect(offer.pay('$199.00')).toHaveCount(0)
  await page.reload()
  await offer.expectState('checking')
  await offer.viewOrder.click()
  await order.expectPaid(both, '$79.00')
  await expect(order.line('lumen-edit-team')).toContainText(words.orders.line.checking)
  await shopper.expectAccessible()
  await shopper.expectPaid(7900)
  await shopper.expectPosts(1)
}

test('charged, but the answer is lost: it is looked up, and paid once', async ({ shopper }) => {
  const { email, emulator, offer, order } = shopper
  await emulator.weather({ match: { email }, effect: { webhooks: 'hold' } })
  await acceptIn(shopper, { dropAfter: true })
  await offer.expectState('checking')
  await order.expectPaid(both, '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test('charged, but the provider answers 500: paid once', async ({ shopper }) => {
  await acceptIn(shopper, { status: 500, after: true })
  await shopper.order.expectPaid(both, '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test('the line is cut before anything is charged: checking, and never sent again', async ({ shopper }) => {
  await acceptIn(shopper, { dropBefore: true })
  await expectNeverSentAgain(shopper)
})

test('the provider is overloaded: checking, and never sent again', async ({ shopper }) => {
  await acceptIn(shopper, { status: 429 })
  await expectNeverSentAgain(shopper)
})

test('the provider refuses: the words of a decline, nothing charged, another way to pay', async ({
  shopper,
}) => {
  const { checkout, email, emulator, offer, order } = shopper
  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await emulator.weather({
    match: { email, route: 'POST /checkouts' },
    effect: { status: 422, body: { code: 'PAYMENT_METHOD_NOT_ACTIVE', message: 'no' } },
    times: 1,
  })
  await offer.pay('$199.00').click()
  await offer.expectReason('declined')
  await shopper.expectPaid(7900)
  await offer.payAnotherWay.click()
  await checkout.expectOpen()
  await checkout.payWith()
  await order.expectPaid(both, '$278.00')
  await shopper.expectPaid(7900, 19900)
})

test('a slow provider: the button waits, and pays once', async ({ shopper, page }) => {
  const { offer, order, words } = shopper
  await acceptIn(shopper, { latencyMs: 1_500 })
  const waiting = page.getByRole('button', { name: words.offers.processing })
  await expect(waiting).toBeDisabled()
  await expect(offer.decline).toBeDisabled()
  await order.expectPaid(both, '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test('the offer cannot be priced: the order page comes instead, and the sale stands', async ({ shopper }) => {
  const { email, emulator, order } = shopper
  await shopper.goToCheckout('starter-course')
  await emulator.weather({ match: { email, route: 'POST /checkouts/preview' }, effect: { status: 500 } })
  await shopper.checkout.payAs({ email })
  await order.expectPaid(['starter-course'], '$49.00')
  await shopper.expectPaid(4900)
})
