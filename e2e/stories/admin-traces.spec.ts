import type { Browser, Locator, Page } from '@playwright/test'
import { test as base } from '../fixtures'
import { expectAccessible } from '../support/accessible'
import { expect } from '../support/expect'
import { newShopper } from '../support/people'
import { settings } from '../support/settings'
import type { Shopper } from '../support/shopper'
import { signInAsStaff } from '../support/staff'

const SINGLE = 'lumen-edit-single'

/** The merchant has a browser of their own, in which somebody of the staff is signed in. */
const test = base.extend<{ merchant: Merchant }>({
  merchant: async ({ browser, shopper }, use) => {
    const merchant = await newMerchant(browser, shopper)
    await use(merchant)
    await merchant.page.context().close()
  },
})

type Merchant = {
  page: Page
  lookAt: (email: string, order: string) => Promise<void>
  /** What was decided after the purchase; other places have decisions of their own. */
  decided: (why: string) => Locator
  /** A line of what was weighed for it. */
  weighed: (line: string) => Locator
}

async function newMerchant(browser: Browser, shopper: Shopper): Promise<Merchant> {
  const context = await browser.newContext({ baseURL: settings.shopUrl })
  await shopper.watch.attach(context)
  const page = await context.newPage()
  await signInAsStaff(page, shopper.emulator, 'viewer')
  const decisions = page.getByRole('listitem').filter({ hasText: 'After the purchase' })
  return {
    page,
    decided: (why) => decisions.getByRole('heading', { name: why }),
    weighed: (line) => decisions.getByText(line).first(),
    lookAt: async (email, order) => {
      await page.goto('/en/admin/orders')
      await page.getByLabel('Number or start of e-mail').fill(email)
      await page.getByRole('button', { name: 'Filter' }).click()
      await page.locator(`a[href$="/orders/${order}"]`).click()
      await expect(page.getByRole('heading', { level: 2, name: 'Why this offer, or none' })).toBeVisible()
    },
  }
}

const orderIn = ({ page }: Shopper) => /\/orders\/([\w-]{22})/.exec(page.url())?.[1] ?? ''

test('won, then taken back, then little is suggested to whoever was given money back', async ({
  shopper,
  merchant,
}) => {
  test.slow()
  const { offer, order, page } = shopper
  await shopper.buy('starter-course')
  await offer.expectOffer('course-to-bundle')
  await offer.pay('$129.00').click()
  await offer.expectOffer('portfolio-review')
  const last = page.url()
  const first = orderIn(shopper)
  await offer.viewOrder.click()
  await order.undo('complete-bundle').click()
  await expect(order.line('complete-bundle')).toContainText(shopper.words.orders.withdrawn.undone)
  await page.goto(last)
  await offer.decline.click()
  await order.expectState('paid')

  await merchant.lookAt(shopper.email, first)
  await expect(merchant.decided('An offer was shown').first()).toBeVisible()
  await expect(
    merchant.weighed('Did not hold: bought now is one of lumen-edit-single; it was starter-course'),
  ).toBeVisible()
  await expect(merchant.weighed('Outranked')).toBeVisible()
  await expect(merchant.decided('No further offer: the purchase was taken back')).toBeVisible()
  await expectAccessible(merchant.page)

  await shopper.buy(SINGLE)
  await offer.expectOffer('single-to-team')
  await offer.decline.click()
  await order.expectState('paid')
  await shopper.buy('light-notebook')
  await order.expectPaid(['light-notebook'], '$19.00')
  await merchant.lookAt(shopper.email, order.id())
  await expect(
    merchant.decided('No offer: few suggestions after a refund, and they are used up'),
  ).toBeVisible()
})

test('declined lately, and owned already', async ({ shopper, merchant }) => {
  test.slow()
  const { offer, order } = shopper
  await shopper.buy(SINGLE)
  await offer.expectOffer('single-to-team')
  await offer.decline.click()
  await order.expectState('paid')
  await shopper.buy(SINGLE)
  await offer.expectOffer('portfolio-review')
  const second = orderIn(shopper)
  await offer.pay('$99.00').click()
  await order.expectState('paid')
  await merchant.lookAt(shopper.email, second)
  await expect(merchant.weighed('single-to-team was declined lately')).toBeVisible()
  await expect(merchant.decided('An offer was shown')).toBeVisible()

  await shopper.buy(SINGLE)
  await order.expectState('paid')
  await merchant.lookAt(shopper.email, order.id())
  await expect(merchant.decided('No offer: what matched could not be shown')).toBeVisible()
  await expect(merchant.weighed('single-to-team was declined lately')).toBeVisible()
  await expect(merchant.weighed('portfolio-review is owned already')).toBeVisible()
})

test('offers switched off by the customer, and no price from the provider', async ({
  shopper,
  merchant,
  browser,
}) => {
  test.slow()
  const { account, order, page, signIn } = shopper
  await signIn.open()
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
  await page.getByRole('button', { name: 'Switch offers off' }).click()
  await expect(account.notice).toHaveText('Offers after a purchase are off.')
  await shopper.buy('starter-course')
  await order.expectState('paid')
  await merchant.lookAt(shopper.email, order.id())
  await expect(merchant.decided('No offer: the customer switched offers off')).toBeVisible()

  const unlucky = await newShopper(browser, shopper)
  await unlucky.emulator.weather({
    match: { email: unlucky.email, route: 'POST /checkouts/preview' },
    effect: { status: 500 },
  })
  await unlucky.buy('starter-course')
  await unlucky.order.expectState('paid')
  await merchant.lookAt(unlucky.email, unlucky.order.id())
  await expect(merchant.decided('No offer: the provider gave no price')).toBeVisible()
  await unlucky.page.context().close()
})
