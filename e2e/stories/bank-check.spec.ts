import { test } from '../fixtures'
import { cards } from '../support/cards'
import { expect } from '../support/expect'

test('confirms the purchase with the bank, then the offer too', async ({ shopper }) => {
  const { bank, offer, order } = shopper
  await shopper.buy('lumen-edit-single', { card: cards.bankCheck })
  await bank.approve.click()
  await offer.expectOffer('single-to-team')
  await shopper.expectPaid(7900)

  await offer.pay('$199.00').click()
  await offer.expectState('bank_check')
  await shopper.expectAccessible()
  await shopper.expectPaid(7900)
  await offer.toBank.click()
  await bank.approve.click()
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test('fails the check at the checkout, then pays with another card', async ({ shopper, page }) => {
  const { bank, checkout, offer, order, words } = shopper
  await shopper.buy('starter-course', { card: cards.bankCheck })
  await bank.fail.click()
  await order.expectState('declined')
  await expect(page.getByText(words.offers.reason.bank_check_failed)).toBeVisible()
  await order.resume('declined').click()
  await checkout.payAs({ email: shopper.email })
  await offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})

test('fails the check of the one click: nothing charged, in plain words, and a way on', async ({
  shopper,
}) => {
  const { bank, checkout, offer, order } = shopper
  await shopper.buy('lumen-edit-single', { card: cards.bankCheckLater })
  await offer.expectOffer('single-to-team')
  await offer.pay('$199.00').click()
  await offer.expectState('bank_check')
  await offer.toBank.click()
  await bank.fail.click()
  await offer.expectReason('bank_check_failed')
  await shopper.expectPaid(7900)

  await offer.payAnotherWay.click()
  await checkout.expectOpen()
  await checkout.payWith(cards.good)
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
})

test('turns back from the bank and finds the check still waiting', async ({ shopper, page }) => {
  const { bank, offer, order } = shopper
  await shopper.buy('lumen-edit-single', { card: cards.bankCheckLater })
  await offer.expectOffer('single-to-team')
  await offer.pay('$199.00').click()
  await offer.expectState('bank_check')
  await offer.toBank.click()
  await expect(bank.approve).toBeVisible()
  await page.goBack()
  await offer.expectState('bank_check')
  await page.reload()
  await offer.expectState('bank_check')
  await offer.toBank.click()
  await bank.approve.click()
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})
