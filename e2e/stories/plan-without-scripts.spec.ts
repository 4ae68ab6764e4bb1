import { test } from '../fixtures'
import { expect } from '../support/expect'
import { say } from '../support/words'

test.use({ javaScriptEnabled: false })

test('chooses, sees the sum, changes, plans, keeps and cancels without scripts', async ({
  shopper,
  page,
}) => {
  const { plan, words } = shopper
  const { banner, cancel, cancelled, change, notice } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await plan.open('/change')
  await plan.radio('lumen-pro').check()
  await page.getByLabel('Extra seat', { exact: true }).fill('1')
  await plan.button(change.update).click()
  await plan.expectDue('$60.00')
  await expect(page.getByLabel('Extra seat', { exact: true })).toHaveValue('1')
  await plan.confirm('pay_now', '$60.00').click()
  await plan.expectApplied('lumen-pro')

  await plan.open('/change?plan=lumen-basic')
  await plan.expectDue('$0.00')
  await plan.confirm('later', '$0.00').click()
  await expect(plan.heading).toContainText('Lumen Basic starts on')
  await plan.button(say(banner.keep, { plan: 'Lumen Pro' })).click()
  await expect(page.getByText(notice.kept)).toBeVisible()

  await plan.open('/cancel')
  await plan.button('Cancel on').click()
  await expect(plan.heading).toHaveText(cancelled.title)
  await plan.button(cancelled.undo).click()
  await expect(page.getByText(notice.undone)).toBeVisible()
  expect(cancel.keep).toContain('Keep')
  await shopper.expectPaid(3000, 6000)
})

test('asking for a plan with a plan leads to the change without scripts', async ({ shopper, page }) => {
  const { plan, words } = shopper
  await shopper.subscribe('lumen-basic')
  await page.goto('/en/pricing')
  await page
    .getByRole('button', { name: say(words.catalog.pricing.choose, { plan: 'Lumen Pro' }), exact: true })
    .click()
  await plan.expectDue('$50.00')
  await expect(page.getByText(say(words.subscriptions.change.hasPlan, { plan: 'Lumen Pro' }))).toBeVisible()
  await shopper.expectPaid(3000)
})

test('edits and exports a picture without scripts', async ({ shopper, page }) => {
  const { editor } = shopper.words.subscriptions
  await shopper.subscribe('lumen-basic')
  await page.goto('/en/edit')
  await page.getByLabel(editor.light).fill('25')
  await page.getByRole('button', { name: editor.apply }).click()
  await expect(page.getByAltText(editor.preview)).toHaveAttribute('src', /light=25/)
  await page.getByRole('button', { name: editor.export }).click()
  await expect(page.getByText(editor.done)).toBeVisible()
  await expect(page.getByText('1 of 20', { exact: true })).toBeVisible()
})
