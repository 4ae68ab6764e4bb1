import { test } from '../fixtures'
import { expectAccessible } from '../support/accessible'
import { expect } from '../support/expect'
import { signInAsStaff } from '../support/staff'

const PAGES = [
  '',
  '/funnels',
  '/experiments',
  '/orders',
  '/products',
  '/events',
  '/inbox',
  '/books',
  '/settings',
  '/staff',
  '/audit',
]

test('an owner reads every page, and each is accessible', async ({ page, shopper }) => {
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  await shopper.offer.pay('$129.00').click()
  await shopper.offer.expectOffer('portfolio-review')
  await signInAsStaff(page, shopper.emulator, 'owner')
  for (const path of PAGES) {
    await page.goto(`/en/admin${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(
      page.getByRole('navigation', { name: 'Merchant' }).locator('[aria-current=page]'),
    ).toHaveCount(1)
    await expectAccessible(page)
  }
})
