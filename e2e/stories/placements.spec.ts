import type { Page } from '@playwright/test'
import { PLACE_TEXTS } from '@/prisma/seed/place-texts'
import { test } from '../fixtures'
import { productName } from '../support/catalog'
import { expect } from '../support/expect'
import { money } from '../support/money'
import type { Shopper } from '../support/shopper'
import { say } from '../support/words'

const box = ({ page, language, words }: Shopper, slug: string, amount: number) =>
  page.getByRole('checkbox', {
    name: say(words.catalog.product.add, {
      product: productName(slug, language),
      price: money(amount, language, 'USD'),
    }),
  })

const card = (page: Page, { words }: Shopper, place: 'order_page' | 'account') =>
  page.getByRole('complementary', { name: words.offers.suggestion[place], exact: true })

const headline = (key: (typeof PLACE_TEXTS)[number]['key'], shopper: Shopper) =>
  PLACE_TEXTS.find((each) => each.key === key)?.texts[shopper.language].headline ?? key

/** Says no to what comes after the purchase, if it is asked, and stands on the order's page. */
async function passOn({ offer, order }: Shopper): Promise<void> {
  await offer.expectOffer('portfolio-review')
  await offer.decline.click()
  await order.expectState('paid')
}

for (const scripts of [true, false])
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    test('ticks what stands beside the buy button, and both are in one payment', async ({
      shopper,
      page,
    }) => {
      const { checkout, order, product } = shopper
      await product.open('complete-bundle')
      const add = box(shopper, 'light-notebook', 1_900)
      await expect(add).not.toBeChecked()
      if (scripts) await shopper.expectAccessible()
      await add.check()
      await product.buyBoth.click()
      await checkout.expectOpen()
      await expect(checkout.pay).toContainText('$148.00')

      await test.step('leaves, finds both on the order, and goes on', async () => {
        await checkout.back.click()
        await order.expectState('cancelled')
        await expect(page.getByRole('main')).toContainText(productName('light-notebook', 'en'))
        await order.resume('cancelled').click()
        await expect(checkout.pay).toContainText('$148.00')
      })
      await checkout.payAs({ email: shopper.email })
      await passOn(shopper)
      await order.expectPaid(['complete-bundle', 'light-notebook'], '$148.00')
      await shopper.expectPaid(14_800)
      expect(await shopper.receipt()).toContain('$148.00')
    })

    test('leaves the box alone, and says no to the card on the order page', async ({ shopper, page }) => {
      const { checkout, order, product } = shopper
      await product.open('complete-bundle')
      await expect(box(shopper, 'light-notebook', 1_900)).toBeVisible()
      await product.buy('complete-bundle').click()
      await checkout.payAs({ email: shopper.email })
      await passOn(shopper)
      await order.expectPaid(['complete-bundle'], '$129.00')
      const goesWith = card(page, shopper, 'order_page')
      await expect(goesWith).toContainText(headline('bundle-goes-with-edit', shopper))
      await expect(goesWith).toContainText('$79.00')
      if (scripts) await shopper.expectAccessible()
      await page.reload()
      await expect(goesWith).toBeVisible()
      await goesWith.getByRole('button', { name: shopper.words.offers.suggestion.no }).click()
      await expect(goesWith).toHaveCount(0)
      await order.expectPaid(['complete-bundle'], '$129.00')
      await page.reload()
      await expect(goesWith).toHaveCount(0)
      await shopper.expectPaid(12_900)
    })
  })

test('follows the card of the order page, says no in the account, and owns what was ticked', async ({
  shopper,
  page,
}) => {
  const { account, order, product, signIn } = shopper
  await signIn.open()
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
  await expect(card(page, shopper, 'account')).toHaveCount(0)
  await product.open('complete-bundle')
  await box(shopper, 'light-notebook', 1_900).check()
  await product.buyBoth.click()
  await shopper.checkout.payAs({ email: shopper.email })
  await passOn(shopper)
  const orderUrl = page.url()

  await test.step('the account suggests something else, and takes a no', async () => {
    await account.open()
    const inAccount = card(page, shopper, 'account')
    await expect(inAccount).toContainText(headline('account-after-bundle', shopper))
    await shopper.expectAccessible()
    await inAccount.getByRole('button', { name: shopper.words.offers.suggestion.no }).click()
    await expect(inAccount).toHaveCount(0)
    await account.expectOpen()
  })

  await test.step('what is owned stands beside no button', async () => {
    const asked = page.waitForResponse(/\/api\/bump/)
    await product.open('complete-bundle')
    await asked
    await expect(box(shopper, 'light-notebook', 1_900)).toHaveCount(0)
  })

  await page.goto(orderUrl)
  await card(page, shopper, 'order_page').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(productName('lumen-edit-single', 'en'))
  await product.buy('lumen-edit-single').click()
  await shopper.checkout.payAs({ email: shopper.email })
  // The team licence was declined in the account: it rests here too.
  await order.expectPaid(['lumen-edit-single'], '$79.00')
  await page.goto(orderUrl)
  await expect(card(page, shopper, 'order_page')).toHaveCount(0)
  await shopper.expectPaid(14_800, 7_900)
})
