import type { Page } from '@playwright/test'
import { test } from '../fixtures'
import { FunnelEditor } from '../pages/funnel-editor'
import { expectAccessible } from '../support/accessible'
import { expect } from '../support/expect'
import { newName, newShopper } from '../support/people'
import { signInAsStaff } from '../support/staff'

declare global {
  interface Window {
    heard?: (text: string) => void
  }
}

const figure = (page: Page, name: string) =>
  page.getByRole('main').getByText(name, { exact: true }).locator('..').locator('dd').first()

test('a draft is replayed over what was, before anybody sees it', async ({ page, shopper, browser }) => {
  test.slow()
  const name = newName('replay')
  const first = await newShopper(browser, shopper, name)
  await first.buy('starter-course')
  await first.offer.expectOffer('course-to-bundle')
  await first.offer.decline.click()
  await first.offer.expectOffer('course-to-notebook')
  await first.offer.decline.click()
  await first.order.expectPaid(['starter-course'], '$49.00')
  await first.buy('starter-course')
  await first.offer.expectOffer('portfolio-review')
  const second = await newShopper(browser, shopper, name)
  await second.buy('starter-course')
  await second.offer.expectOffer('course-to-bundle')

  const editor = new FunnelEditor(page)
  await signInAsStaff(page, shopper.emulator, 'editor')
  await editor.build({ name, priority: 5_000, product: 'light-notebook' })
  await page.getByRole('link', { name: 'Replay' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Replay of ${name}` })).toBeVisible()
  await expectAccessible(page)
  const progress: string[] = []
  await page.exposeFunction('heard', (text: string) => progress.push(text))
  await page.evaluate(() => {
    new MutationObserver(() => {
      const bar = document.querySelector('progress')
      if (bar) window.heard?.(`${bar.value} of ${bar.max}`)
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  })
  const asked = page.waitForRequest(/\/api\/admin\/replay\//)
  await page.getByRole('button', { name: 'Replay over the last 90 days' }).click()

  await expect(figure(page, 'Orders that match')).toHaveText('3')
  await expect(figure(page, 'It would win')).toHaveText('2')
  await expect(figure(page, 'One click possible')).toHaveText('2')
  // The last step may come with the answer and is not drawn then; it is sent in any case.
  const answer = await page.request.get((await asked).url())
  const sent = [...(await answer.text()).matchAll(/"done":(\d+),"of":\1\b/g)]
  expect(Number(sent.at(-1)?.[1]), 'it said how far it was').toBeGreaterThanOrEqual(3)
  const drawn = /^\d+ of (\d+)$/.exec(progress.at(-1) ?? '')?.[1]
  expect(Number(drawn), `and drew it: ${progress}`).toBeGreaterThanOrEqual(3)
  await expect(page.getByText('This funnel makes the first offer')).toBeVisible()
  await expect(page.getByText('None of its offers could be shown')).toBeVisible()
  await expect(page.getByText('The shopper had declined it lately').locator('..')).toContainText('1')
  const revenue = page.getByRole('row').filter({ hasText: 'USD' })
  await expect(revenue.getByRole('cell').first()).toHaveText('2')
  const sums = (await revenue.getByRole('cell').allTextContents())
    .slice(1)
    .map((text) => Number(text.replace(/[$,]/g, '')))
  expect(sums).toEqual(sums.toSorted((a, b) => a - b))
  expect(sums.at(-1)).toBeLessThanOrEqual(2 * 19)
  await expectAccessible(page)

  await test.step('with a lower priority the funnel of the course comes first', async () => {
    await page.getByRole('link', { name: 'Back to the funnel' }).click()
    await page.getByRole('link', { name: 'Edit the rule' }).click()
    await editor.setPriority(50)
    await page.getByRole('link', { name: 'Replay' }).click()
    await page.getByRole('button', { name: 'Replay over the last 90 days' }).click()
    await expect(figure(page, 'Orders that match')).toHaveText('3')
    await expect(figure(page, 'It would win')).toHaveText('0')
    await expect(page.getByText('course comes first').locator('..')).toContainText('2')
    await expect(page.getByText('It would show nothing, so it would bring nothing.')).toBeVisible()
  })
  await first.page.context().close()
  await second.page.context().close()
})

test('a viewer may replay what is live, in Japanese too', async ({ page, shopper }) => {
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  await signInAsStaff(page, shopper.emulator, 'viewer', 'ja')
  await page.goto('/ja/admin/funnels/course')
  await page.getByRole('link', { name: '再現' }).click()
  await page.getByRole('button', { name: '過去90日間で再現する' }).click()
  await expect(page.getByText('このファネルが最初に提示')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'USD' })).toContainText('$')
  await expectAccessible(page)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('the page answers once the replay is done', async ({ page, shopper }) => {
    await shopper.buy('starter-course')
    await shopper.offer.expectOffer('course-to-bundle')
    await signInAsStaff(page, shopper.emulator, 'viewer')
    await page.goto('/en/admin/funnels/course')
    await page.getByRole('link', { name: 'Replay' }).click()
    await page.getByRole('button', { name: 'Replay over the last 90 days' }).click()
    await expect(figure(page, 'It would win')).not.toHaveText('0')
    await expect(page.getByRole('button', { name: 'Replay again' })).toBeVisible()
  })
})
