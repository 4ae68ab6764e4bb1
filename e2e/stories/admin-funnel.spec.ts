import { randomBytes } from 'node:crypto'
import { test } from '../fixtures'
import { expectAccessible } from '../support/accessible'
import { expect } from '../support/expect'
import { settings } from '../support/settings'
import { Shopper } from '../support/shopper'
import { signInAsStaff } from '../support/staff'

test('a funnel is built from nothing, looked at, published, and bought from', async ({
  page,
  shopper,
  browser,
  watch,
}) => {
  test.slow()
  // Wins against every other funnel, so it must fit this story's shopper alone.
  const name = `story-${randomBytes(4).toString('hex')}`
  const campaign = name
  await signInAsStaff(page, shopper.emulator, 'editor')
  await page.goto('/en/admin/funnels')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('There is no offer to begin with.')).toBeVisible()

  await page.getByRole('button', { name: 'Publish the saved draft' }).click()
  await expect(page.getByText('Not published: mend what is marked below first.')).toBeVisible()

  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByLabel('Fact', { exact: true }).selectOption('campaign')
  await page.getByLabel('One of these, with commas between').fill(campaign)
  await page.getByLabel(/^Priority/).fill('5000')
  await page.getByLabel('United States').uncheck()
  await page.getByLabel('European Union').uncheck()
  await page.getByLabel('Japan').uncheck()
  await page.getByRole('button', { name: 'Add an offer' }).click()
  await page.getByLabel('Product', { exact: true }).selectOption('light-notebook')
  await page.getByLabel('Name, through all versions').fill(name)
  const english = page.getByRole('group', { name: 'English' })
  const japanese = page.getByRole('group', { name: 'Japanese' })
  for (const [group, headline] of [
    [english, `A notebook for ${name}`],
    [japanese, `${name} のノート`],
  ] as const) {
    await group.getByLabel('Headline').fill(headline)
    await group.getByLabel('Text', { exact: true }).fill('What light does, on paper.')
    await group.getByLabel('Facts, one a line').fill('96 pages\nMade for the field')
  }
  const preview = page.frameLocator('iframe')
  await expect(preview.getByRole('heading', { name: `A notebook for ${name}` })).toBeVisible()
  await expect(preview.getByText('Preview · nothing here is counted or charged')).toBeVisible()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('Nothing stands against publishing what is saved.')).toBeVisible()
  await expectAccessible(page)
  if (process.env.SHOTS)
    await page.screenshot({
      path: `${process.env.SHOTS}/${test.info().project.name}-editor.png`,
      fullPage: true,
    })

  await test.step('a second editor who is too late is told and loses nothing', async () => {
    const late = await browser.newContext({
      baseURL: settings.shopUrl,
      storageState: await page.context().storageState(),
    })
    const tab = await late.newPage()
    await tab.goto(page.url())
    await page.getByLabel(/^Priority/).fill('5001')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    await tab.getByLabel(/^Priority/).fill('7')
    await tab.getByRole('button', { name: 'Save draft' }).click()
    await expect(tab.getByRole('alert').filter({ hasText: 'saved this draft at' })).toBeVisible()
    await expect(tab.getByLabel(/^Priority/)).toHaveValue('7')
    await late.close()
  })

  await page.getByRole('button', { name: 'Publish the saved draft' }).click()
  await expect(page.getByText('Published. New orders see it')).toBeVisible()

  const theirs = await browser.newContext({ baseURL: settings.shopUrl })
  const buyer = new Shopper(
    await theirs.newPage(),
    `buyer-${name}@example.com`,
    'en',
    shopper.emulator,
    watch,
  )
  await buyer.page.goto(`/en/products/starter-course?utm_campaign=${campaign}`)
  await buyer.buy('starter-course')
  await expect(buyer.page.getByRole('heading', { level: 1, name: `A notebook for ${name}` })).toBeVisible()

  await test.step('an edit leaves the shopper who is inside with what they saw', async () => {
    await page.getByRole('button', { name: 'Edit as a draft' }).click()
    await page.getByRole('group', { name: 'English' }).getByLabel('Headline').fill(`Another for ${name}`)
    await page.getByRole('button', { name: 'Save draft' }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Publish the saved draft' }).click()
    await expect(page.getByText('Published. New orders see it')).toBeVisible()
    await buyer.page.reload()
    await expect(buyer.page.getByRole('heading', { level: 1, name: `A notebook for ${name}` })).toBeVisible()
  })
  await buyer.offer.pay('$19.00').click()
  await buyer.order.expectPaid(['starter-course', 'light-notebook'], '$68.00')
  const number =
    /\d+/.exec(
      (await buyer.page
        .getByText(/Order \d+/)
        .first()
        .textContent()) ?? '',
    )?.[0] ?? ''

  await page.goto(`/en/admin/orders?q=${encodeURIComponent(buyer.email)}`)
  await page.getByRole('link', { name: number, exact: true }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Why this offer, or none' })).toBeVisible()
  await expect(page.getByText('An offer was shown').first()).toBeVisible()
  await expect(page.getByText(`${name} · version 1`).first()).toBeVisible()
  await expectAccessible(page)
  if (process.env.SHOTS)
    await page.screenshot({
      path: `${process.env.SHOTS}/${test.info().project.name}-order.png`,
      fullPage: true,
    })
  const csv = await (
    await page.request.get(`/api/admin/export/orders?q=${encodeURIComponent(buyer.email)}`)
  ).text()
  expect(csv).toContain('68.00,19.00,')
  await theirs.close()
})
