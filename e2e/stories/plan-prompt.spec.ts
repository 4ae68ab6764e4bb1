import { test } from '../fixtures'
import { expect } from '../support/expect'
import type { Shopper } from '../support/shopper'
import { say } from '../support/words'

const offered = 'Lumen Pro holds 200 a month.'

/** Exports so many pictures, one by one, and sees the meter move. */
async function exportPictures(shopper: Shopper, from: number, to: number): Promise<void> {
  const { page, words } = shopper
  const { editor, usage } = words.subscriptions
  for (let used = from + 1; used <= to; used += 1) {
    await page.getByRole('button', { name: editor.export }).click()
    await expect(page.getByText(say('{used} of 20', { used }), { exact: true })).toBeVisible()
  }
  expect(usage.of).toContain('of')
}

test('edits a picture, sees the meter move, and is offered more at 80 % in their own numbers', async ({
  shopper,
  page,
}) => {
  const { plan, words } = shopper
  const { editor, usage, prompt } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await plan.link(usage.open).click()
  await expect(plan.heading).toHaveText(editor.title)
  await page.getByLabel(editor.warmth).fill('40')
  await expect(page.getByAltText(editor.preview)).toHaveAttribute('src', /warmth=40/)
  await shopper.expectAccessible()
  await exportPictures(shopper, 0, 1)
  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: editor.download }).click()
  expect((await started).suggestedFilename()).toBe('lumen-hero.svg')
  await expect(page.getByText(offered)).toHaveCount(0)

  await exportPictures(shopper, 1, 16)
  await expect(page.getByRole('heading', { name: offered })).toBeVisible()
  await expect(page.getByText('You have used 16 of your 20 edits')).toBeVisible()
  await expect(page.getByText('Changing today costs $50.00, then $80.00 a month.')).toBeVisible()
  await shopper.expectAccessible()
  await page.getByRole('button', { name: say(prompt.go, { plan: 'Lumen Pro' }) }).click()
  await plan.expectDue('$50.00')
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectApplied('lumen-pro')
  await page.goto('/en/edit')
  await expect(page.getByText(offered)).toHaveCount(0)
  await shopper.expectPaid(3000, 5000)
})

test('says no, and is not asked again, not even at the limit', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { editor, prompt, usage } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await page.goto('/en/edit')
  await exportPictures(shopper, 0, 16)
  await page.getByRole('button', { name: prompt.no }).click()
  await expect(page.getByRole('heading', { name: offered })).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(editor.title)
  await exportPictures(shopper, 16, 20)
  await expect(page.getByText(usage.level.reached)).toBeVisible()
  await expect(page.getByRole('heading', { name: offered })).toHaveCount(0)
  await page.getByRole('button', { name: editor.export }).click()
  await expect(plan.alert).toContainText('You have used all 20 edits of this period.')
  await expect(page.getByText('20 of 20', { exact: true })).toBeVisible()
  await shopper.expectPaid(3000)
})
