import { test } from '../fixtures'
import { expect } from '../support/expect'
import type { Shopper } from '../support/shopper'

async function buySlowly(shopper: Shopper): Promise<string> {
  const { emulator, email } = shopper
  await emulator.weather({ match: { email }, effect: { processing: true }, times: 1 })
  await shopper.buy('starter-course')
  await shopper.order.expectState('confirming')
  const [payment] = await emulator.payments(email)
  if (!payment) throw new Error('The provider knows no payment.')
  return payment.payment_id
}

test('a payment that settles later: a calm page that moves on by itself', async ({ shopper, page }) => {
  const payment = await buySlowly(shopper)
  await shopper.expectAccessible()
  await page.reload()
  await shopper.order.expectState('confirming')
  await shopper.emulator.settle(payment, 'succeeded')
  await shopper.offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})

test('a payment that fails later says so, and can be tried again', async ({ shopper }) => {
  const payment = await buySlowly(shopper)
  await shopper.emulator.settle(payment, 'failed')
  await shopper.order.expectState('declined')
  await shopper.order.resume('declined').click()
  await shopper.checkout.payAs({ email: shopper.email })
  await shopper.offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})

test('a one click that settles later', async ({ shopper, page }) => {
  const { emulator, email, offer, order } = shopper
  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await emulator.weather({ match: { email }, effect: { processing: true }, times: 1 })
  await offer.pay('$199.00').click()
  await offer.expectState('processing')
  await shopper.expectAccessible()
  await page.reload()
  await offer.expectState('processing')
  const [payment] = await emulator.payments(email)
  await emulator.settle(payment?.payment_id ?? '', 'succeeded')
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the confirming page leads on to the offer by itself', async ({ shopper }) => {
    const payment = await buySlowly(shopper)
    await shopper.emulator.settle(payment, 'succeeded')
    await shopper.offer.expectOffer('course-to-bundle')
    await shopper.expectPaid(4900)
  })
})

test('the order page left open in another tab becomes true on its own', async ({ shopper, context }) => {
  const payment = await buySlowly(shopper)
  const other = await context.newPage()
  await other.goto(shopper.page.url())
  await shopper.emulator.settle(payment, 'succeeded')
  await expect(other).toHaveURL(shopper.offer.url)
  await expect(shopper.page).toHaveURL(shopper.offer.url)
  expect(other.url()).toBe(shopper.page.url())
})
