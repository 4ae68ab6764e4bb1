import { test } from '../fixtures'
import { expect } from '../support/expect'

const isReturn = /\/checkout\/return\?/

test('the webhook is late: the shopper sees the right page, and its arrival changes nothing', async ({
  shopper,
}) => {
  const { emulator, offer, order } = shopper
  await emulator.weather({ match: { email: shopper.email }, effect: { webhooks: 'hold' } })
  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await offer.pay('$199.00').click()
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  const receipt = await shopper.receipt()

  expect(await emulator.release(shopper.email)).toBeGreaterThanOrEqual(2)
  await expect
    .poll(async () => (await emulator.webhooks(shopper.email)).map(({ state }) => state))
    .not.toContain('pending')
  for (const { attempts } of await emulator.webhooks(shopper.email)) expect(attempts.at(-1)?.status).toBe(200)
  await shopper.page.reload()
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
  expect(await shopper.receipt()).toBe(receipt)
})

test('the webhook is faster than the shopper', async ({ shopper, page }) => {
  await page.route(isReturn, async (route) => {
    const order = new URL(route.request().url()).searchParams.get('order')
    await expect
      .poll(async () => (await page.request.get(`/api/orders/${order}/status`)).json())
      .toMatchObject({ state: 'paid' })
    await route.continue()
  })
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
})

test('every webhook is lost: the purchase and the one click are paid all the same', async ({ shopper }) => {
  const { emulator, offer, order } = shopper
  await emulator.weather({ match: { email: shopper.email }, effect: { webhooks: 'drop' } })
  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await offer.pay('$199.00').click()
  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  const states = (await emulator.webhooks(shopper.email)).map(({ state }) => state)
  expect(new Set(states)).toEqual(new Set(['dropped']))
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test('every webhook comes three times, and again by hand: one receipt, one key', async ({ shopper }) => {
  const { emulator, order, page } = shopper
  await emulator.weather({ match: { email: shopper.email }, effect: { duplicate: 2 } })
  await shopper.buy('lumen-edit-team')
  await shopper.offer.expectOffer('portfolio-review')
  await shopper.offer.decline.click()
  await order.expectPaid(['lumen-edit-team'], '$199.00')
  const key = await order.licenseKeys.inputValue()
  const receipt = await shopper.receipt()
  for (const { id } of await emulator.webhooks(shopper.email)) await emulator.replay(id)
  await expect
    .poll(async () => (await emulator.webhooks(shopper.email)).every(({ attempts }) => attempts.length > 1))
    .toBe(true)
  await page.reload()
  await order.expectPaid(['lumen-edit-team'], '$199.00')
  await expect(order.licenseKeys).toHaveValue(key)
  expect(await shopper.receipt()).toBe(receipt)
  await shopper.expectPaid(19900)
})
