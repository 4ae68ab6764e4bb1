import { test } from '../fixtures'
import { expect } from '../support/expect'

test('yen stay yen; an offer in dollars goes through the standard checkout', async ({ shopper, page }) => {
  const { checkout, offer, order, product, words } = shopper
  await product.open('preset-pack')
  await expect(page.getByRole('main')).toContainText('¥1,900')
  await product.buy('preset-pack').click()
  await checkout.expectOpen()
  await expect(checkout.pay).toHaveText('Pay ¥1,900')
  await checkout.payAs({ email: shopper.email })

  await offer.expectOffer('portfolio-review')
  await expect(page.getByText(words.offers.pathReason.currency_mismatch)).toBeVisible()
  await expect(offer.pay('$99.00')).toHaveCount(0)
  await shopper.expectAccessible()
  await offer.toCheckout.click()
  await checkout.expectOpen()
  await expect(checkout.email).toHaveValue(shopper.email)
  await expect(checkout.pay).toHaveText('Pay $99.00')
  await checkout.payWith()

  await order.expectPaid(['preset-pack', 'portfolio-review'], '¥1,900')
  await expect(order.summary).toContainText('$99.00')
  await shopper.expectAccessible()
  const receipt = await shopper.receipt()
  expect(receipt).toContain('¥1,900')
  expect(receipt).toContain('$99.00')
  const sums = (await shopper.emulator.payments(shopper.email)).map((each) => [
    each.currency,
    each.total_amount,
  ])
  expect(sums).toEqual([
    ['USD', 9900],
    ['JPY', 1900],
  ])
})

const customers = [
  { country: 'DE', course: 5831, bundle: 15351, tax: 2451, total: '$211.82' },
  { country: 'GB', course: 5880, bundle: 15480, tax: 2580, total: '$213.60' },
] as const

for (const { country, course, bundle, tax, total } of customers) {
  test(`a customer in ${country} pays the tax that the offer shows, to the cent`, async ({
    shopper,
    page,
  }) => {
    const { offer, order, words } = shopper
    await shopper.buy('starter-course', { country })
    await offer.expectOffer('course-to-bundle')
    const terms = page.getByRole('term').filter({ hasText: words.offers.tax })
    await expect(terms.locator('xpath=following-sibling::dd')).toHaveText(shopper.money(tax))
    await shopper.expectAccessible()
    await offer.pay(shopper.money(bundle)).click()

    await offer.expectOffer('portfolio-review')
    await offer.decline.click()
    await order.expectPaid(['starter-course', 'complete-bundle'], total)
    await shopper.expectPaid(course, bundle)
    const [latest] = await shopper.emulator.payments(shopper.email)
    expect(latest?.tax).toBe(tax)
    expect(await shopper.receipt()).toContain(total)
  })
}

test('an e-book in Germany has the tax of a book', async ({ shopper }) => {
  const { offer, order } = shopper
  await shopper.buy('starter-course', { country: 'DE' })
  await offer.expectOffer('course-to-bundle')
  await offer.decline.click()
  await offer.expectOffer('course-to-notebook')
  await offer.pay('$20.33').click()
  await order.expectPaid(['starter-course', 'light-notebook'], '$78.64')
  await shopper.expectPaid(5831, 2033)
})
