import { test } from '../fixtures'
import { BankPage } from '../pages/bank-page'
import { cards } from '../support/cards'
import { expect } from '../support/expect'
import type { Shopper } from '../support/shopper'

/** The bank's page stands in a tab of its own, because it does not lead back. */
async function openBank({ plan, page, words }: Shopper): Promise<BankPage> {
  const opened = page.waitForEvent('popup')
  await plan.link(words.subscriptions.outcome.payment_required.go).click()
  return new BankPage(await opened, words)
}

test('a change that the bank wants confirmed: the old plan until then, the new one after', async ({
  shopper,
}) => {
  const { plan, words } = shopper
  const { outcome, next } = words.subscriptions
  await shopper.subscribe('lumen-basic', { card: cards.bankCheckLater })
  await plan.open('/change?plan=lumen-pro')
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectOutcome('payment_required', outcome.payment_required.title)
  await shopper.expectAccessible()
  await shopper.expectPaid(3000)
  const bank = await openBank(shopper)
  await bank.approve.click()
  await plan.expectApplied('lumen-pro')
  await plan.link(outcome.toPlan).click()
  await plan.expectPlan('lumen-pro')
  await expect(plan.region(next.title)).toContainText('$80.00')
  await shopper.expectPaid(3000, 5000)
  expect(await shopper.emulator.planChanges(shopper.email)).toBe(1)
})

test('a check that fails changes nothing, says so, and leads on', async ({ shopper }) => {
  const { plan, words } = shopper
  const { outcome } = words.subscriptions
  await shopper.subscribe('lumen-basic', { card: cards.bankCheckLater })
  await plan.open('/change?plan=lumen-pro')
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectOutcome('payment_required', outcome.payment_required.title)
  const bank = await openBank(shopper)
  await bank.fail.click()
  await plan.expectOutcome('declined', outcome.declined.title)
  await expect(plan.button(outcome.declined.card)).toBeVisible()
  await plan.link(outcome.toPlan).click()
  await plan.expectPlan('lumen-basic')
  await shopper.expectPaid(3000)
})
