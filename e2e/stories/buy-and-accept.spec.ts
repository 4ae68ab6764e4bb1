import { test } from '../fixtures'
import { expect } from '../support/expect'

test('buys a licence, takes the team licence for one click, and has both', async ({ shopper }) => {
  const { offer, order, page } = shopper
  await shopper.product.open('lumen-edit-single')
  await shopper.expectAccessible()
  await shopper.product.buy('lumen-edit-single').click()
  await shopper.checkout.expectOpen()
  await shopper.expectAccessible()
  await shopper.checkout.payAs({ email: shopper.email })

  await offer.expectOffer('single-to-team')
  await expect(page.getByText('ending in 4242').first()).toBeAttached()
  await shopper.expectAccessible()
  const offerPath = new URL(page.url()).pathname
  await offer.pay('$199.00').click()

  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$278.00')
  await shopper.expectAccessible()
  await expect(order.licenseKeys).toHaveCount(2)
  const keys = await order.licenseKeys.evaluateAll((fields) =>
    fields.map((field) => (field as HTMLInputElement).value),
  )
  for (const key of keys) expect(key).toMatch(/^LUMEN(-[2-9A-Z]{5}){4}$/)

  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
  const receipt = await shopper.receipt()
  for (const text of ['Lumen Edit, single licence', 'Lumen Edit, team licence', '$278.00', ...keys])
    expect(receipt).toContain(text)

  await test.step('and none of its answers names the customer or the card as the provider does', async () => {
    const [payment] = await shopper.emulator.payments(shopper.email)
    const secrets = [payment?.customer.customer_id ?? '', payment?.payment_method_id ?? '']
    for (const secret of secrets) expect(secret).toMatch(/^\w{10,}$/)
    const orderPath = new URL(page.url()).pathname
    const api = (path: string) => `/api${path.replace('/en', '')}/status`
    const oneClick = '/api/one-click?product=light-notebook&locale=en'
    for (const path of [orderPath, offerPath, api(orderPath), api(offerPath), oneClick]) {
      const answer = await page.request.get(path)
      expect(answer.status(), path).toBe(200)
      const text = await answer.text()
      for (const secret of secrets) expect(text).not.toContain(secret)
    }
  })
})
