import type { Locator, Page } from '@playwright/test'
import { test } from '../fixtures'
import { expect } from '../support/expect'
import { say, type Words } from '../support/words'

const choose = (page: Page, { catalog }: Words, plan: string): Locator =>
  page.getByRole('button', { name: say(catalog.pricing.choose, { plan }), exact: true })

test('a plan is bought once; asking for another one leads to the change', async ({ shopper, page }) => {
  const { checkout, offer, order, words } = shopper
  const { plans } = words.subscriptions
  await page.goto('/en/pricing')
  await shopper.expectAccessible()
  await choose(page, words, 'Lumen Basic').click()
  await expect(checkout.pay).toHaveText('Pay $30.00')
  await checkout.payAs({ email: shopper.email })
  await offer.expectOffer('portfolio-review')
  await offer.decline.click()
  await order.expectPaid(['lumen-basic'], '$30.00')

  await page.goto('/en/pricing')
  await expect(page.getByRole('link', { name: plans.current })).toBeVisible()
  await shopper.expectAccessible()
  await page.getByRole('link', { name: say(plans.upgrade, { plan: 'Lumen Pro' }) }).click()
  await shopper.plan.expectDue('$50.00')
  await expect(choose(page, words, 'Lumen Pro')).toHaveCount(0)
  await shopper.expectPaid(3000)
  await shopper.expectPosts(0)
})

test('the yearly price stands behind the switch', async ({ shopper, page }) => {
  const { checkout, words } = shopper
  await page.goto('/en/pricing')
  await page.getByText(words.catalog.pricing.yearly, { exact: true }).click()
  await shopper.expectAccessible()
  await choose(page, words, 'Lumen Pro, yearly').click()
  await expect(checkout.pay).toHaveText('Pay $800.00')
})
