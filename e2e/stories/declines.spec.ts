import { readFile } from 'node:fs/promises'
import { test } from '../fixtures'
import { expect } from '../support/expect'

test('says no to the bundle, yes to the e-book, and downloads it', async ({ shopper, page }) => {
  const { offer, order } = shopper
  await shopper.buy('starter-course')
  await offer.expectOffer('course-to-bundle')
  await offer.decline.click()

  await offer.expectOffer('course-to-notebook')
  await shopper.expectAccessible()
  await offer.pay('$19.00').click()

  await order.expectPaid(['starter-course', 'light-notebook'], '$68.00')
  await shopper.expectPaid(4900, 1900)
  await shopper.expectPosts(1)

  const started = page.waitForEvent('download')
  await order.line('light-notebook').getByRole('link').click()
  const download = await started
  expect(download.suggestedFilename()).toBe('the-light-notebook.html')
  const file = await readFile(await download.path(), 'utf8')
  expect(file).toContain('<h1>The Light Notebook</h1>')
  expect(file.length).toBeGreaterThan(1_000)

  await order.line('starter-course').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Starter Course')
  await shopper.expectAccessible()
})

test('says no to everything, gets the receipt, and is not asked the same again', async ({ shopper }) => {
  const { offer, order } = shopper
  await shopper.buy('starter-course')
  await offer.expectOffer('course-to-bundle')
  await offer.decline.click()
  await offer.expectOffer('course-to-notebook')
  await offer.decline.click()
  await order.expectPaid(['starter-course'], '$49.00')
  expect(await shopper.receipt()).toContain('$49.00')

  await test.step('another purchase offers something else, which is declined too', async () => {
    await shopper.buy('light-notebook')
    await offer.expectOffer('portfolio-review')
    await offer.decline.click()
    await order.expectPaid(['light-notebook'], '$19.00')
  })

  await test.step('after that there is nothing left to ask', async () => {
    await shopper.buy('complete-bundle')
    await order.expectPaid(['complete-bundle'], '$129.00')
  })
  await shopper.expectPaid(4900, 1900, 12900)
})

test('is never offered what they own already', async ({ shopper }) => {
  const { offer, order } = shopper
  await shopper.buy('complete-bundle')
  await offer.expectOffer('portfolio-review')
  await offer.decline.click()
  await order.expectPaid(['complete-bundle'], '$129.00')

  await shopper.buy('starter-course')
  await offer.expectOffer('course-to-notebook')
  await shopper.expectPaid(12900, 4900)
})
