import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { test } from '../fixtures'
import { expect } from '../support/expect'
import { signInAsStaff } from '../support/staff'

/** The lines of the file that a link gives, cell by cell. */
async function exported(page: Page): Promise<{ name: string; rows: string[][] }> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).first().click()
  const file = await download
  const text = readFileSync(await file.path(), 'utf8')
  expect(text.endsWith('\r\n')).toBe(true)
  return {
    name: file.suggestedFilename(),
    rows: text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',')),
  }
}

test('a merchant takes along what a table shows, with its filter, and that is written down', async ({
  page,
  shopper,
}) => {
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  await shopper.offer.decline.click()
  await shopper.offer.pay('$19.00').click()
  await shopper.order.expectPaid(['starter-course', 'light-notebook'], '$68.00')
  const staff = await signInAsStaff(page, shopper.emulator, 'owner')

  await page.goto('/en/admin/orders')
  await page.getByLabel('Number or start of e-mail').fill(shopper.email)
  await page.getByLabel('Offers').selectOption('Taken')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByText('1 row')).toBeVisible()
  const orders = await exported(page)
  expect(orders.name).toBe('orders.csv')
  expect(orders.rows).toHaveLength(2)
  const order = Object.fromEntries((orders.rows[0] ?? []).map((name, at) => [name, orders.rows[1]?.[at]]))
  expect(order).toMatchObject({
    'e-mail': shopper.email,
    state: 'paid',
    products: 'starter-course light-notebook',
    currency: 'USD',
    total: '68.00',
    'from offers': '19.00',
    'offers shown': '2',
    'offers taken': '1',
  })

  await test.step('a filter that fits nothing gives the heading alone', async () => {
    await page.getByLabel('Offers').selectOption('None shown')
    await page.getByRole('button', { name: 'Filter' }).click()
    await expect(page.getByText('No order fits these filters.')).toBeVisible()
    expect((await exported(page)).rows).toHaveLength(1)
  })

  await test.step('the figures of the overview, and a name for each column', async () => {
    await page.goto('/en/admin')
    const { rows } = await exported(page)
    expect(rows[0]).toContain('given back')
    const bundle = rows.find(([offer]) => offer === 'course-to-bundle')
    expect(Number(bundle?.[rows[0]?.indexOf('declined') ?? 0])).toBeGreaterThan(0)
  })

  await page.goto(`/en/admin/audit?q=${staff}`)
  await expect(page.getByRole('row').filter({ hasText: 'Exported' })).toHaveCount(3)
})
