import { test } from '../fixtures'
import { expect } from '../support/expect'

test('Back and reload show the true state at every step', async ({ shopper, page }) => {
  const { checkout, offer, order, product, words } = shopper
  await test.step('product page', async () => {
    await product.open('lumen-edit-single')
    await page.reload()
    await product.buy('lumen-edit-single').click()
    await checkout.expectOpen()
  })

  await test.step('checkout: reloaded, left and opened again it is the same one', async () => {
    const url = page.url()
    await page.reload()
    await checkout.expectOpen()
    await page.goBack()
    await expect(product.buy('lumen-edit-single')).toBeEnabled()
    await product.buy('lumen-edit-single').click()
    await checkout.expectOpen()
    expect(page.url()).toBe(url)
    await checkout.payAs({ email: shopper.email })
    await offer.expectOffer('single-to-team')
  })

  await test.step('offer: reload keeps it, Back finds a checkout that is paid and leads on again', async () => {
    const url = page.url()
    await page.reload()
    await offer.expectOffer('single-to-team')
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.provider.paidTitle)
    await page.getByRole('link', { name: words.provider.back }).click()
    await offer.expectOffer('single-to-team')
    expect(page.url()).toBe(url)
    await offer.decline.click()
    await order.expectPaid(['lumen-edit-single'], '$79.00')
  })

  await test.step('order: reload keeps it, Back shows that the offer was passed on', async () => {
    await page.reload()
    await order.expectPaid(['lumen-edit-single'], '$79.00')
    await page.goBack()
    await offer.expectState('passed')
    await page.reload()
    await offer.expectState('passed')
    await page.goForward()
    await order.expectPaid(['lumen-edit-single'], '$79.00')
  })
  await shopper.expectPaid(7900)
})

test('leaving the offer by the bar keeps it open on the order', async ({ shopper }) => {
  const { offer, order, page, words } = shopper
  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await offer.viewOrder.click()
  await order.expectPaid(['lumen-edit-single'], '$79.00')
  await shopper.expectAccessible()
  await page.getByRole('link', { name: words.orders.openOffer.link }).click()
  await offer.expectOffer('single-to-team')
  await shopper.expectPaid(7900)
})

test('an order nobody has paid yet says so, and leads back to its checkout', async ({ shopper }) => {
  const { checkout, offer, order, page } = shopper
  await shopper.goToCheckout('starter-course')
  const left = new URL((await checkout.back.getAttribute('href')) ?? '')
  await page.goto(`/en/orders/${left.searchParams.get('order')}`)
  await order.expectState('open')
  await shopper.expectAccessible()
  await order.resume('open').click()
  await checkout.payAs({ email: shopper.email })
  await offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})
