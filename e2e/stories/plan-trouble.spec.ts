import { test } from '../fixtures'
import { cards } from '../support/cards'
import { expect } from '../support/expect'
import { say } from '../support/words'

test('a decline leaves the old plan as it was, and says so', async ({ shopper }) => {
  const { plan, words } = shopper
  const { outcome } = words.subscriptions
  await shopper.subscribe('lumen-basic', { card: cards.declinedLater })
  await plan.open('/change?plan=lumen-pro')
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectOutcome('declined', outcome.declined.title)
  await expect(plan.alert).toContainText(words.offers.reason.declined)
  await expect(plan.alert).toContainText(say(outcome.declined.body, { from: 'Lumen Basic' }))
  await shopper.expectAccessible()
  await plan.link(outcome.toPlan).click()
  await plan.expectPlan('lumen-basic')
  await shopper.expectPaid(3000)
  expect(await shopper.emulator.planChanges(shopper.email)).toBe(1)
})

test('a lost answer is looked up and never sent again', async ({ shopper }) => {
  const { plan } = shopper
  await shopper.subscribe('lumen-basic')
  await plan.open('/change?plan=lumen-pro')
  await plan.expectDue('$50.00')
  const [subscription] = await shopper.emulator.subscriptions(shopper.email)
  await shopper.emulator.weather({
    match: { email: shopper.email, route: `POST /subscriptions/${subscription}/change-plan` },
    effect: { dropAfter: true },
    times: 1,
  })
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectApplied('lumen-pro')
  expect(await shopper.emulator.planChanges(shopper.email)).toBe(1)
  await shopper.expectPaid(3000, 5000)
})

test('a sum that has moved is asked anew; what is charged otherwise is told', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { change, outcome } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await plan.open('/change?plan=lumen-pro')
  await plan.expectDue('$50.00')
  const [subscription] = await shopper.emulator.subscriptions(shopper.email)
  await shopper.emulator.weather({
    match: { email: shopper.email, route: `POST /subscriptions/${subscription}/change-plan/preview` },
    effect: { rewrite: { set: { 'immediate_charge.summary.total_amount': 5100 } } },
  })
  await plan.confirm('pay_now', '$50.00').click()
  await expect(plan.alert).toContainText(change.moved.title)
  await expect(plan.alert).toContainText(say(change.moved.body, { former: '$50.00', due: '$51.00' }))
  await shopper.expectAccessible()
  expect(await shopper.emulator.planChanges(shopper.email)).toBe(0)

  await plan.confirm('pay_now', '$51.00').click()
  await plan.expectApplied('lumen-pro')
  await expect(
    page.getByText(say(outcome.applied.gapLess, { quoted: '$51.00', charged: '$50.00', gap: '$1.00' })),
  ).toBeVisible()
  await shopper.expectPaid(3000, 5000)
})

test('while a change is on its way there is no second one', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { outcome, refusal } = words.subscriptions
  await shopper.subscribe('lumen-basic')
  await plan.open('/change?plan=lumen-pro')
  await plan.expectDue('$50.00')
  const [subscription] = await shopper.emulator.subscriptions(shopper.email)
  await shopper.emulator.weather({
    match: { email: shopper.email, route: `POST /subscriptions/${subscription}/change-plan` },
    effect: { processing: true },
    times: 1,
  })
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectOutcome('processing', outcome.processing.title)
  await shopper.expectAccessible()
  const waiting = page.url()
  await plan.open('/change?plan=lumen-studio')
  await expect(plan.preview.getByRole('alert')).toHaveText(refusal.change_pending)
  await page.goto(waiting)
  const pending = (await shopper.emulator.payments(shopper.email)).find(
    ({ status }) => status === 'processing',
  )
  await shopper.emulator.settle(pending?.payment_id ?? '', 'succeeded')
  await plan.expectApplied('lumen-pro')
  await shopper.expectPaid(3000, 5000)
})
