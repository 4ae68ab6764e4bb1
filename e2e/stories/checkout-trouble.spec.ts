import { test } from '../fixtures'
import { cards } from '../support/cards'
import { expect } from '../support/expect'

test('has a card declined, takes another on the same page, and is charged once', async ({ shopper }) => {
  const { checkout, offer } = shopper
  await shopper.buy('starter-course', { card: cards.declined })
  await expect(checkout.alert).toHaveText(shopper.words.provider.declined.GENERIC_DECLINE)
  await shopper.expectAccessible()
  await checkout.payWith(cards.noFunds)
  await expect(checkout.alert).toHaveText(shopper.words.provider.declined.INSUFFICIENT_FUNDS)
  await checkout.payWith(cards.otherGood)
  await offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})

test('leaves after a decline, sees why, comes back and pays', async ({ shopper, page }) => {
  const { checkout, offer, order } = shopper
  await shopper.buy('starter-course', { card: cards.noFunds })
  await expect(checkout.alert).toBeVisible()
  await checkout.back.click()

  await order.expectState('declined')
  await expect(page.getByText(shopper.words.offers.reason.insufficient_funds)).toBeVisible()
  await shopper.expectAccessible()
  await shopper.expectPaid()

  await order.resume('declined').click()
  await checkout.payAs({ email: shopper.email })
  await offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})

test('leaves the checkout without paying, and goes on where they left', async ({ shopper }) => {
  const { checkout, offer, order, page } = shopper
  await shopper.goToCheckout('starter-course')
  const checkoutUrl = page.url()
  await checkout.back.click()
  await order.expectState('cancelled')
  await shopper.expectAccessible()

  await order.resume('cancelled').click()
  await checkout.expectOpen()
  expect(page.url()).toBe(checkoutUrl)
  await checkout.payAs({ email: shopper.email })
  await offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})
