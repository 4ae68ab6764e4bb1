import { test } from '../fixtures'
import { cards } from '../support/cards'
import { expect } from '../support/expect'

test.describe('a card that its bank declines on the one click', () => {
  test.beforeEach(async ({ shopper }) => {
    await shopper.buy('starter-course', { card: cards.declinedLater })
    await shopper.offer.expectOffer('course-to-bundle')
    await shopper.offer.pay('$129.00').click()
    await shopper.offer.expectReason('declined')
    await shopper.expectAccessible()
    await shopper.expectPaid(4900)
    await shopper.expectPosts(1)
  })

  test('another card on the standard checkout pays, and the funnel goes on', async ({ shopper }) => {
    const { checkout, offer, order } = shopper
    await expect(offer.pay('$129.00')).toHaveCount(0)
    await offer.payAnotherWay.click()
    await checkout.expectOpen()
    await expect(checkout.email).toHaveValue(shopper.email)
    await expect(checkout.name).toHaveValue('Mika Light')
    await expect(checkout.postalCode).toHaveValue('10115')
    await checkout.payWith(cards.otherGood)

    await offer.expectOffer('portfolio-review')
    await offer.decline.click()
    await order.expectPaid(['starter-course', 'complete-bundle'], '$178.00')
    await shopper.expectPaid(4900, 12900)
  })

  test('"not now" leads on to the next offer and to the order, with nothing charged', async ({ shopper }) => {
    const { offer, order } = shopper
    await offer.decline.click()
    await offer.expectOffer('course-to-notebook')
    await offer.decline.click()
    await order.expectPaid(['starter-course'], '$49.00')
    await shopper.expectPaid(4900)
    await shopper.expectPosts(1)
  })

  test('a checkout opened after the decline and left again is still open', async ({ shopper }) => {
    const { checkout, offer } = shopper
    await offer.payAnotherWay.click()
    await checkout.expectOpen()
    await checkout.back.click()
    await offer.expectState('at_checkout')
    await shopper.expectAccessible()
    await offer.decline.click()
    await offer.expectOffer('course-to-notebook')
    await shopper.expectPaid(4900)
  })
})

test('an expired saved card: the offer says why and goes through the standard checkout', async ({
  shopper,
}) => {
  const { checkout, offer, order, page, words } = shopper
  await shopper.buy('lumen-edit-single', { card: cards.savedExpired })
  await offer.expectOffer('single-to-team')
  await expect(page.getByText(words.offers.pathReason.card_expired)).toBeVisible()
  await expect(offer.pay('$199.00')).toHaveCount(0)
  await shopper.expectAccessible()
  await offer.toCheckout.click()
  await checkout.expectOpen()
  await expect(checkout.email).toHaveValue(shopper.email)
  await checkout.payWith()
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
})

test('another card by choice: "Change" leads to the standard checkout', async ({ shopper }) => {
  const { checkout, offer, order } = shopper
  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await offer.change.click()
  await checkout.expectOpen()
  await checkout.payWith(cards.otherGood)
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
})
