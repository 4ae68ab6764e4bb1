import { test } from '../fixtures'
import { cards } from '../support/cards'
import { expect } from '../support/expect'
import { say } from '../support/words'

/** These move the provider's clock, which is one for everybody: they run after all others, one by one. */
test.describe.configure({ mode: 'serial' })

test('a downgrade with credit: two renewals use it up', async ({ shopper, page }) => {
  const { plan, words } = shopper
  await shopper.subscribe('lumen-pro')
  await plan.open('/change?plan=lumen-basic&when=now')
  await plan.confirm('credit_now', '$0.00').click()
  await plan.expectApplied('lumen-basic')

  const renew = async (balance: string) => {
    await shopper.emulator.advance('P1M')
    await expect(async () => {
      await plan.open('/credit')
      await expect(page.getByText(balance, { exact: true })).toBeVisible({ timeout: 1_000 })
    }).toPass()
  }
  await renew('$20.00')
  await renew('$0.00')
  await plan.open()
  await expect(plan.region(words.subscriptions.next.title)).toContainText('$30.00')
  const payments = await shopper.emulator.payments(shopper.email)
  expect(payments.map(({ total_amount }) => total_amount).sort((a, b) => a - b)).toEqual([0, 1000, 8000])
})

test('a planned smaller plan begins with the period, and a cancelled one ends with it', async ({
  shopper,
}) => {
  const { plan, words } = shopper
  await shopper.subscribe('lumen-pro')
  await plan.open('/change?plan=lumen-basic')
  await plan.confirm('later', '$0.00').click()
  await expect(plan.heading).toContainText('Lumen Basic starts on')
  await shopper.emulator.advance('P1M1D')
  await expect(async () => {
    await plan.open()
    await expect(plan.heading).toHaveText('Lumen Basic', { timeout: 1_000 })
  }).toPass()
  await plan.open('/cancel')
  await plan.button('Cancel on').click()
  await expect(plan.heading).toHaveText(words.subscriptions.cancelled.title)
  await shopper.emulator.advance('P1M1D')
  await expect(async () => {
    await plan.open()
    await expect(plan.link(words.subscriptions.banner.return)).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await shopper.expectAccessible()
  await plan.page.goto('/en/pricing')
  await expect(plan.button(say(words.catalog.pricing.choose, { plan: 'Lumen Basic' }))).toBeVisible()
  await shopper.expectPaid(3000, 8000)
})

test('a renewal that fails says what is due, and another card settles it', async ({ shopper, page }) => {
  const { plan, words } = shopper
  const { banner, card, standing } = words.subscriptions
  await shopper.subscribe('lumen-basic', { card: cards.declinedLater })
  await shopper.emulator.advance('P1M1D')
  await expect(async () => {
    await plan.open()
    await expect(page.getByText(standing.on_hold, { exact: true })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await shopper.expectAccessible()
  await plan.link(banner.fix).click()
  await expect(plan.heading).toHaveText(say(card.dueTitle, { amount: '$30.00' }))
  await shopper.expectAccessible()
  await plan.button(say(card.payGo, { amount: '$30.00' })).click()
  await shopper.checkout.cardNumber.waitFor()
  await shopper.checkout.payWith(cards.otherGood)
  await plan.expectPlan('lumen-basic')
  await expect(page.getByText(standing.active, { exact: true })).toBeVisible()
  await expect(plan.region(card.title)).toContainText('4444')
  await shopper.expectPaid(3000, 3000)
})
