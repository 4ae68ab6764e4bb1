import { test } from '../fixtures'
import { expect } from '../support/expect'
import { say } from '../support/words'

test('plans a smaller plan for the end of the period, and keeps the larger one after all', async ({
  shopper,
  page,
}) => {
  const { plan, words } = shopper
  const { banner, notice } = words.subscriptions
  await shopper.subscribe('lumen-pro')
  await plan.open('/change?plan=lumen-basic')
  await plan.expectDue('$0.00')
  await expect(plan.preview).toContainText('You lose')
  await shopper.expectAccessible()
  await plan.confirm('later', '$0.00').click()
  await expect(plan.heading).toContainText('Lumen Basic starts on')
  await shopper.expectAccessible()
  await plan.open()
  await plan.expectPlan('lumen-pro')
  await expect(plan.region(words.subscriptions.next.title)).toContainText('Lumen Basic')
  await expect.poll(() => shopper.emulator.mails(shopper.email)).toHaveLength(2)

  await plan.open('/change?plan=lumen-studio')
  await expect(plan.preview.getByRole('alert')).toHaveText(words.subscriptions.refusal.change_scheduled)

  await plan
    .button(say(banner.keep, { plan: 'Lumen Pro' }))
    .first()
    .click()
  await expect(page.getByText(notice.kept)).toBeVisible()
  await expect(plan.region(words.subscriptions.next.title)).toContainText('$80.00')
  await shopper.mail(say(words.planMail.kind.kept.subject, { plan: 'Lumen Pro' }))
  await shopper.expectAccessible()
  await shopper.expectPaid(8000)
})

test('keeps the larger plan from the account too, where the planned change is told', async ({
  shopper,
  page,
}) => {
  const { account, plan, signIn, words } = shopper
  const { banner, notice } = words.subscriptions
  await shopper.subscribe('lumen-pro')
  await plan.open('/change?plan=lumen-basic')
  await plan.confirm('later', '$0.00').click()
  await expect(plan.heading).toContainText('Lumen Basic starts on')
  await signIn.open()
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
  const plans = page.getByRole('region', { name: words.subscriptions.account })
  await expect(plans).toContainText('Lumen Basic')
  await shopper.expectAccessible()
  await plans.getByRole('button', { name: say(banner.keep, { plan: 'Lumen Pro' }) }).click()
  await plan.expectPlan('lumen-pro')
  await expect(page.getByText(notice.kept)).toBeVisible()
  await account.open()
  await expect(plans).not.toContainText('Lumen Basic')
  await expect(plans).toContainText('$80.00')
})

test('changes to a smaller plan at once, and finds the credit explained', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { change, covers, credit, outcome } = words.subscriptions
  await shopper.subscribe('lumen-pro')
  await plan.open('/change?plan=lumen-basic')
  await page.getByRole('link', { name: /^Now/ }).click()
  await expect(plan.preview.getByRole('status')).toContainText('$50.00 as credit')
  const covered = 'pays your next renewal and takes $20.00 off the one after'
  expect(covers.more).toContain('your next renewal')
  await expect(plan.preview).toContainText(say(change.coversThen, { covers: covered }))
  await shopper.expectAccessible()
  await plan.confirm('credit_now', '$0.00').click()
  await plan.expectApplied('lumen-basic')
  await expect(page.getByText(say(outcome.applied.credit, { credit: '$50.00' }))).toBeVisible()

  await plan.open()
  const next = plan.region(words.subscriptions.next.title)
  await expect(next).toContainText('−$30.00')
  await expect(next).toContainText('$0.00')
  await plan.link(words.subscriptions.next.seeCredit).click()
  await expect(plan.heading).toHaveText(credit.title)
  await expect(page.getByText(say(credit.coversNow, { covers: covered }))).toBeVisible()
  await expect(plan.region(credit.entries)).toContainText('+$50.00')
  await shopper.expectAccessible()
  const mail = await shopper.mail(say(words.planMail.kind.changed.subject, { to: 'Lumen Basic' }))
  expect(mail).toContain('$50.00')
  await shopper.expectPaid(8000)
})
