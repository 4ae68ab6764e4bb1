import { test } from '../fixtures'
import { cards } from '../support/cards'
import { expect } from '../support/expect'

test.use({ javaScriptEnabled: false })

test('buys and accepts without scripts', async ({ shopper, page }) => {
  const { offer, order, product } = shopper
  await page.goto('/en')
  await page.getByRole('link', { name: 'Lumen Edit, single licence' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lumen Edit, single licence')
  await product.buy('lumen-edit-single').click()
  await shopper.checkout.payAs({ email: shopper.email })
  await offer.expectOffer('single-to-team')
  await offer.pay('$199.00').click()
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await expect(order.licenseKeys).toHaveCount(2)
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test('declines without scripts', async ({ shopper }) => {
  const { offer, order } = shopper
  await shopper.buy('starter-course', { country: 'DE' })
  await offer.expectOffer('course-to-bundle')
  await offer.decline.click()
  await offer.expectOffer('course-to-notebook')
  await offer.decline.click()
  await order.expectPaid(['starter-course'], '$58.31')
  await shopper.expectPaid(5831)
  expect(await shopper.receipt()).toContain('$58.31')
})

test('leaves the checkout and comes back without scripts', async ({ shopper }) => {
  const { checkout, offer, order } = shopper
  await shopper.goToCheckout('starter-course')
  await checkout.back.click()
  await order.expectState('cancelled')
  await order.resume('cancelled').click()
  await checkout.payAs({ email: shopper.email })
  await offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})

test('a declined one click leads to the standard checkout without scripts', async ({ shopper }) => {
  const { checkout, offer, order } = shopper
  await shopper.buy('lumen-edit-single', { card: cards.declinedLater })
  await offer.expectOffer('single-to-team')
  await offer.pay('$199.00').click()
  await offer.expectReason('declined')
  await offer.payAnotherWay.click()
  await checkout.expectOpen()
  await checkout.payWith()
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
})
