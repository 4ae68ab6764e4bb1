import { test } from '../fixtures'
import { expect } from '../support/expect'
import { say } from '../support/words'

test('sees the exact sum in place, pays exactly that, and is told so by mail', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { change, outcome, next } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await shopper.expectAccessible()
  await plan.link(words.subscriptions.overview.change).click()
  await expect(plan.preview).toContainText(change.nothing.title)
  await shopper.expectAccessible()

  await plan.radio('lumen-studio').check()
  await plan.expectDue('$170.00')
  await plan.radio('lumen-pro').check()
  await plan.expectDue('$50.00')
  await expect(page).toHaveURL(/plan=lumen-pro/)
  await expect(plan.preview.getByRole('status')).toContainText('You pay $50.00 today.')
  await expect(plan.preview).toContainText('Written feedback on four pictures a month')
  await expect(plan.preview).toContainText('Edits in Lumen Edit online: 200 a month instead of 20')
  await shopper.expectAccessible()

  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectApplied('lumen-pro')
  await expect(page.getByText(say(outcome.applied.paid, { charged: '$50.00' }))).toBeVisible()
  await shopper.expectAccessible()
  await shopper.expectPaid(3000, 5000)
  expect(await shopper.emulator.planChanges(shopper.email)).toBe(1)

  await plan.link(outcome.toPlan).click()
  await plan.expectPlan('lumen-pro')
  await expect(plan.region(next.title)).toContainText('$80.00')
  await expect(plan.region(words.subscriptions.history.charges)).toContainText('$50.00')
  const receipt = page.waitForEvent('download')
  await page.getByRole('link', { name: words.subscriptions.history.receipt }).first().click()
  expect((await receipt).suggestedFilename()).toMatch(/^receipt-.*\.pdf$/)
  const mail = await shopper.mail(say(words.planMail.kind.changed.subject, { to: 'Lumen Pro' }))
  for (const text of ['Lumen Basic to Lumen Pro', '$50.00', '$80.00']) expect(mail).toContain(text)
})

test('seats and add-ons go along to another plan', async ({ shopper }) => {
  const { plan, words } = shopper
  const { change } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await plan.open('/change')
  await plan.button(say(change.more, { name: 'Extra seat' })).click()
  await plan.expectDue('$10.00')
  await plan.button(say(change.more, { name: 'Extra seat' })).click()
  await plan.expectDue('$20.00')
  await plan.confirm('pay_now', '$20.00').click()
  await plan.expectOutcome(
    'applied',
    say(words.subscriptions.outcome.applied.titleSame, { to: 'Lumen Basic' }),
  )

  await plan.open('/change?plan=lumen-pro')
  await expect(plan.page.getByLabel('Extra seat', { exact: true })).toHaveValue('2')
  await expect(plan.preview).toContainText('Extra seat × 2')
  await plan.expectDue('$50.00')
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectApplied('lumen-pro')
  await plan.open()
  await expect(plan.region(words.subscriptions.overview.contents)).toContainText('Extra seat × 2')
  await expect(plan.region(words.subscriptions.next.title)).toContainText('$100.00')
  await shopper.expectPaid(3000, 2000, 5000)
})

test('goes over to paying by the year', async ({ shopper }) => {
  const { plan, words } = shopper
  await shopper.subscribe('lumen-pro')
  await plan.open('/change?plan=lumen-pro-yearly')
  await plan.expectDue('$720.00')
  await plan.confirm('pay_now', '$720.00').click()
  await plan.expectApplied('lumen-pro-yearly')
  await plan.open()
  await plan.expectPlan('lumen-pro-yearly')
  await expect(plan.region(words.subscriptions.next.title)).toContainText('$800.00')
  await shopper.expectPaid(8000, 72000)
})

test('two tabs confirm the same change: one payment', async ({ shopper, context }) => {
  const { plan } = shopper
  await shopper.subscribe('lumen-basic')
  await plan.open('/change?plan=lumen-pro')
  const second = await context.newPage()
  await second.goto(plan.page.url())
  const yes = second.getByRole('button', { name: /Pay \$50\.00 now/ })
  await Promise.all([plan.confirm('pay_now', '$50.00').click(), yes.click()])
  await plan.expectApplied('lumen-pro')
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('You are on Lumen Pro')
  expect(await shopper.emulator.planChanges(shopper.email)).toBe(1)
  await shopper.expectPaid(3000, 5000)
})
