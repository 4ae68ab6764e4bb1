import { test } from '../fixtures'
import { cards } from '../support/cards'
import { expect } from '../support/expect'
import type { Shopper } from '../support/shopper'

/** Buys a licence with that card and says no to the team licence. */
async function become(shopper: Shopper, card: string): Promise<void> {
  await shopper.buy('lumen-edit-single', { card })
  await shopper.offer.expectOffer('single-to-team')
  await shopper.offer.decline.click()
  await shopper.order.expectPaid(['lumen-edit-single'], '$79.00')
}

test('a stranger sees the standard button alone', async ({ shopper, page }) => {
  const asked = page.waitForResponse(/\/api\/one-click/)
  await shopper.product.open('light-notebook')
  expect(await (await asked).json()).toEqual({ available: false })
  await expect(shopper.product.buy('light-notebook')).toBeVisible()
  await expect(shopper.product.buyNow).toHaveCount(0)
})

test('buys another product on its page with one click', async ({ shopper, page }) => {
  const { order, product } = shopper
  await become(shopper, cards.good)
  await product.open('light-notebook')
  const buyNow = page.getByRole('button', { name: 'Buy now with Visa •••• 4242' })
  await expect(buyNow).toBeVisible()
  await expect(product.buy('light-notebook')).toBeVisible()
  await shopper.expectAccessible()
  await buyNow.click()
  await order.expectPaid(['lumen-edit-single', 'light-notebook'], '$98.00')
  await shopper.expectPaid(7900, 1900)
  await shopper.expectPosts(1)

  await test.step('and is not asked to buy it again', async () => {
    const asked = page.waitForResponse(/\/api\/one-click/)
    await product.open('light-notebook')
    expect(await (await asked).json()).toEqual({ available: false })
  })
})

test('a double click on it pays once', async ({ shopper }) => {
  const { order, product } = shopper
  await become(shopper, cards.good)
  await product.open('light-notebook')
  await product.buyNow.dblclick()
  await order.expectPaid(['lumen-edit-single', 'light-notebook'], '$98.00')
  await shopper.expectPaid(7900, 1900)
  await shopper.expectPosts(1)
})

test('when the one click is declined, the standard checkout still sells', async ({ shopper }) => {
  const { checkout, offer, order, product } = shopper
  await become(shopper, cards.declinedLater)
  await product.open('light-notebook')
  await product.buyNow.click()
  await offer.expectReason('declined')
  await shopper.expectPaid(7900)
  await offer.payAnotherWay.click()
  await checkout.expectOpen()
  await expect(checkout.email).toHaveValue(shopper.email)
  await checkout.payWith(cards.otherGood)
  await order.expectPaid(['lumen-edit-single', 'light-notebook'], '$98.00')
  await shopper.expectPaid(7900, 1900)
})

test('an expired card is never asked for one click', async ({ shopper, page }) => {
  await become(shopper, cards.savedExpired)
  const asked = page.waitForResponse(/\/api\/one-click/)
  await shopper.product.open('light-notebook')
  expect(await (await asked).json()).toEqual({ available: false })
  await expect(shopper.product.buyNow).toHaveCount(0)
})
