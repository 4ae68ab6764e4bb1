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
  await signInAsStaff(page, shopper.emulator, 'editor')
  await page.goto('/en/admin/funnels')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create funnel' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('The funnel offers nothing yet.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Not published yet: the errors below come first.')).toBeVisible()

  await test.step('who sees it', async () => {
    await page.getByRole('link', { name: 'Edit the rule' }).click()
    await page.getByRole('button', { name: 'Add condition' }).click()
    await page.getByLabel('What it is about').selectOption('campaign')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Choose or type at least one value.')).toBeVisible()
    await page.getByLabel('One of these, with commas').fill(name)
    await page.getByLabel('Priority').fill('5000')
    for (const market of ['EU and UK', 'Japan', 'United States']) await page.getByLabel(market).uncheck()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Back to the funnel' }).click()
    await expect(page.getByText(`Campaign (utm_campaign): ${name}`)).toBeVisible()
  })

  await page.getByRole('button', { name: 'Add the first offer' }).click()
  await page.getByLabel('Product', { exact: true }).selectOption('light-notebook')
  const english = page.getByRole('group', { name: 'What it says' }).getByRole('group', { name: 'English' })
  const japanese = page.getByRole('group', { name: 'What it says' }).getByRole('group', { name: 'Japanese' })
  await test.step('what it says, on its real page while it is typed', async () => {
    await english.getByLabel('Headline').fill(`A notebook for ${name}`)
    const preview = page.frameLocator('iframe')
    await expect(preview.getByText(`A notebook for ${name}`).last()).toBeVisible()
    await expect(preview.getByText('$19.00').last()).toBeVisible()
    await expect(preview.getByText('Preview. Nothing here can be bought')).toBeVisible()
    await english.getByLabel('Text', { exact: true }).fill('What light does, on paper.')
    await english.getByLabel('Facts').fill('96 pages\nMade for the field')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  })

  await test.step('what is missing leads to the field where it is mended', async () => {
    await page.getByRole('link', { name: 'Mend Headline is missing in Japanese.' }).click()
    await expect(page).toHaveURL(/#texts\.ja\.headline$/)
    await japanese.getByLabel('Headline').fill(`${name} のノート`)
    await japanese.getByLabel('Text', { exact: true }).fill('光のしくみを、紙の上で。')
    await japanese.getByLabel('Facts').fill('96ページ')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('link', { name: /^Mend/ })).toHaveCount(0)
    await expectAccessible(page)
  })

  await test.step('a second editor who is too late is told and loses nothing', async () => {
    const late = await browser.newContext({
      baseURL: settings.shopUrl,
      storageState: await page.context().storageState(),
    })
    const tab = await late.newPage()
    await tab.goto(page.url())
    await english.getByLabel('Facts').fill('97 pages')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    const text = tab.getByLabel('Text', { exact: true }).first()
    await text.fill('Typed too late.')
    await tab.getByRole('button', { name: 'Save' }).click()
    await expect(tab.getByText('saved this draft at')).toBeVisible()
    await expect(tab.getByText('“97 pages”')).toBeVisible()
    await expect(text).toHaveValue('Typed too late.')
    await late.close()
  })

  await page.getByRole('link', { name: `Back to ${name}` }).click()
  await expect(page.getByText('Nothing stands against publishing.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published. New orders see this version')).toBeVisible()

  const theirs = await browser.newContext({ baseURL: settings.shopUrl })
  const buyer = new Shopper(
    await theirs.newPage(),
    `buyer-${name}@example.com`,
    'en',
    shopper.emulator,
    watch,
  )
  await buyer.page.goto(`/en/products/starter-course?utm_campaign=${name}`)
  await buyer.buy('starter-course')
  await expect(buyer.page.getByRole('heading', { level: 1, name: `A notebook for ${name}` })).toBeVisible()

  await test.step('an edit leaves the shopper who is inside with what they saw', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    // Until the draft is there the page is that of the version that is live.
    await expect(page.getByRole('button', { name: 'Publish' })).toBeVisible()
    await page.getByRole('link', { name: /The Light Notebook/ }).click()
    await english.getByLabel('Headline').fill(`Another for ${name}`)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: `Back to ${name}` }).click()
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByText('Published. New orders see this version')).toBeVisible()
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
  const csv = await (
    await page.request.get(`/api/admin/export/orders?q=${encodeURIComponent(buyer.email)}`)
  ).text()
  expect(csv).toContain('68.00,19.00,')
  await theirs.close()
})

test('a viewer may look at a funnel, and change nothing', async ({ page, shopper }) => {
  await signInAsStaff(page, shopper.emulator, 'viewer')
  await page.goto('/en/admin/funnels/course')
  await expect(page.getByRole('heading', { level: 1, name: 'course' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Edit|Publish|Add/ })).toHaveCount(0)
  await page
    .getByRole('link', { name: /Complete Bundle/ })
    .first()
    .click()
  await expect(page.getByText('You may look at this, not change it.')).toBeVisible()
  const headline = page.getByLabel('Headline').first()
  await expect(headline).toBeDisabled()
  // The first heading names the preview itself.
  const says = page.frameLocator('iframe').getByRole('heading', { level: 1 }).last()
  await expect(says).toContainText(await headline.inputValue())
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)
  await expectAccessible(page)
  await page.goto('/en/admin/funnels/course/rules')
  await expect(page.getByLabel('Priority')).toBeDisabled()
  await expect(page.getByRole('button', { name: /Add|Save|Remove/ })).toHaveCount(0)
  await page.goto('/en/admin/experiments')
  await expect(page.getByRole('heading', { level: 1, name: 'Experiments' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create' })).toHaveCount(0)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('a rule is built with plain forms', async ({ page, shopper }) => {
    const name = `plain-${randomBytes(4).toString('hex')}`
    await signInAsStaff(page, shopper.emulator, 'editor')
    await page.goto('/en/admin/funnels')
    await page.getByLabel('Name').fill(name)
    await page.getByRole('button', { name: 'Create funnel' }).click()
    await page.getByRole('link', { name: 'Edit the rule' }).click()
    await page.getByRole('button', { name: 'Add condition' }).click()
    await page.getByLabel('What it is about').selectOption('quantity')
    await page.getByRole('button', { name: 'Show its fields' }).click()
    await page.getByLabel('At least').fill('2')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Back to the funnel' }).click()
    await expect(page.getByText('Number of items: at least 2')).toBeVisible()
  })
})
