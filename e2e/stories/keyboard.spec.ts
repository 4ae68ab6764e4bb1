import type { Locator, Page } from '@playwright/test'
import { test } from '../fixtures'
import { expect } from '../support/expect'

const FAR = 80

/** Presses Tab until the focus is where a person wants it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < FAR; presses += 1) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${FAR} presses of Tab do not reach ${target}`)
}

test('buys and accepts with the keyboard alone, and no key pays by surprise', async ({ shopper, page }) => {
  const { checkout, offer, order, product, words } = shopper
  await page.goto('/en')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: words.shell.skip })).toBeFocused()
  await tabTo(page, page.getByRole('link', { name: 'Lumen Edit, single licence' }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/products/lumen-edit-single')
  await tabTo(page, product.buy('lumen-edit-single'))
  await page.keyboard.press('Enter')

  await checkout.expectOpen()
  const fields: [Locator, string][] = [
    [checkout.email, shopper.email],
    [checkout.name, 'Mika Light'],
    [checkout.postalCode, '94103'],
    [checkout.cardNumber, '4242424242424242'],
    [checkout.expiry, '06/32'],
    [checkout.cvc, '123'],
  ]
  for (const [field, text] of fields) {
    await tabTo(page, field)
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Enter')

  await offer.expectOffer('single-to-team')
  await expect(offer.heading).toBeFocused()
  const url = page.url()
  for (const key of ['Enter', 'Escape', 'Space', 'Enter']) await page.keyboard.press(key)
  await expect(offer.pay('$199.00')).toBeEnabled()
  expect(page.url()).toBe(url)
  await shopper.expectPosts(0)

  await tabTo(page, offer.pay('$199.00'))
  await page.keyboard.press('Enter')
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await expect(order.heading).toBeFocused()
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test('a held Enter key pays once', async ({ shopper, page }) => {
  const { offer, order } = shopper
  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await offer.pay('$199.00').focus()
  for (let repeat = 0; repeat < 8; repeat += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})
