import { test } from '../fixtures'
import { cards } from '../support/cards'
import { expect } from '../support/expect'

test('a change that the bank wants confirmed: the old plan until then, the new one after', async ({
  shopper,
}) => {
  const { bank, plan, words } = shopper
  const { outcome, next } = words.subscriptions
  await shopper.subscribe('lumen-basic', { card: cards.bankCheckLater })
  await plan.open('/change?plan=lumen-pro')
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectOutcome('payment_required', outcome.payment_required.title)
  await shopper.expectAccessible()
  await shopper.expectPaid(3000)
  await plan.link(outcome.payment_required.go).click()
  await bank.approve.click()
  await plan.expectPlan('lumen-pro')
  await expect(plan.region(next.title)).toContainText('$80.00')
  await shopper.expectPaid(3000, 5000)
  expect(await shopper.emulator.planChanges(shopper.email)).toBe(1)
})

test('a check that fails changes nothing, says so, and leads on', async ({ shopper }) => {
  const { bank, plan, words } = shopper
  const { outcome } = words.subscriptions
  await shopper.subscribe('lumen-basic', { card: cards.bankCheckLater })
  await plan.open('/change?plan=lumen-pro')
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectOutcome('payment_required', outcome.payment_required.title)
  const change = plan.page.url()
  await plan.link(outcome.payment_required.go).click()
  await bank.fail.click()
  await plan.expectPlan('lumen-basic')
  await plan.page.goto(change)
  await plan.expectOutcome('declined', outcome.declined.title)
  await expect(plan.button(outcome.declined.card)).toBeVisible()
  await shopper.expectPaid(3000)
})
