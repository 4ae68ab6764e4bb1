import { test } from '../fixtures'
import { expect } from '../support/expect'
import { say } from '../support/words'

test('cancels with one click, skips the question, and takes it back', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { cancel, cancelled, notice, overview, standing } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await plan.link(overview.cancel).click()
  await expect(plan.heading).toHaveText(say(cancel.title, { plan: 'Lumen Basic' }))
  await expect(plan.link(say(cancel.keep, { plan: 'Lumen Basic' }))).toBeVisible()
  await shopper.expectAccessible()
  await plan.button('Cancel on').click()
  await expect(plan.heading).toHaveText(cancelled.title)
  await expect(page.getByRole('status')).toContainText('You keep Lumen Basic until')
  await shopper.expectAccessible()
  await expect
    .poll(async () => (await shopper.emulator.mails(shopper.email)).map((mail) => mail.subject))
    .toContainEqual(expect.stringMatching(/^Cancelled: Lumen Basic ends on /))

  await plan.link(cancelled.skip).click()
  await plan.expectPlan('lumen-basic')
  await expect(page.getByText(standing.ending, { exact: true })).toBeVisible()
  await expect(plan.link(overview.cancel)).toHaveCount(0)
  await shopper.expectAccessible()
  await plan.button(words.subscriptions.banner.undo).click()
  await expect(page.getByText(notice.undone)).toBeVisible()
  await expect(page.getByText(standing.active, { exact: true })).toBeVisible()
  await shopper.expectPaid(3000)
})

test('says that it costs too much, and is shown one smaller plan with its exact sum', async ({
  shopper,
  page,
}) => {
  const { plan, words } = shopper
  const { cancelled } = words.subscriptions
  await shopper.subscribe('lumen-pro')
  await plan.open('/cancel')
  await plan.button('Cancel on').click()
  await page.getByLabel(cancelled.reason.too_expensive).check()
  await plan.button(cancelled.send).click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(/Lumen Basic for \$30\.00 a month/)
  await shopper.expectAccessible()
  await plan.button('Stay, with Lumen Basic from').click()
  await expect(plan.heading).toContainText('Lumen Basic starts on')
  await shopper.expectPaid(8000)
})

test('finds even the smallest plan too expensive, and stays for less', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { cancelled, notice } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await plan.open('/cancel')
  await plan.button('Cancel on').click()
  await page.getByLabel(cancelled.reason.too_expensive).check()
  await plan.button(cancelled.send).click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Lumen Basic for $21.00 a month')
  await expect(
    page.getByText(/Your next 3 charges, from .+ cost \$21\.00 a month\. After that it is \$30\.00/),
  ).toBeVisible()
  await shopper.expectAccessible()
  await plan.button('Stay for $21.00 a month').click()
  await expect(page.getByText(notice.discounted)).toBeVisible()
  await expect(page.getByText('STAY30 is taken off the next 3 charges.')).toBeVisible()
  await shopper.expectAccessible()
  await shopper.expectPaid(3000)
  await expect
    .poll(async () => (await shopper.emulator.mails(shopper.email)).map((mail) => mail.subject))
    .toContain('Your discount for Lumen Basic')
})

test('pauses, loses access at once, and resumes', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { banner, notice, overview, pause, editor } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await plan.link(overview.pause).click()
  await expect(page.getByText(pause.facts.access)).toBeVisible()
  await shopper.expectAccessible()
  await plan.button(pause.go).click()
  await expect(page.getByText(notice.paused)).toBeVisible()
  await shopper.expectAccessible()
  const planUrl = page.url()
  await page.goto('/en/edit')
  await expect(page.getByText(editor.noAccess)).toBeVisible()
  await page.goto(planUrl)
  await plan.button(banner.resume).click()
  await expect(page.getByText(notice.resumed)).toBeVisible()
  await expect(plan.region(words.subscriptions.next.title)).toContainText('$30.00')
  await shopper.expectPaid(3000)
})
