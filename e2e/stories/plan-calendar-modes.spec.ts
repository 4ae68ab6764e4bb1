import { test } from '../fixtures'
import { setPlanChangeMode } from '../support/database'
import { Emulator } from '../support/emulator'
import { expect } from '../support/expect'
import { settings } from '../support/settings'
import { say } from '../support/words'

/** The ways the merchant can charge for a change, each with a change that costs something or nothing. */
const CHANGES = [
  ['difference_immediately', '/change?plan=lumen-pro&when=now'],
  ['prorated_immediately', '/change?plan=lumen-studio&when=now'],
  ['full_immediately', '/change?addon.extra-seat=1&when=now'],
  ['do_not_bill', '/change?addon.extra-seat=2&when=now'],
] as const

const emulator = new Emulator(settings.emulatorUrl)
test.describe.configure({ mode: 'serial' })
test.afterAll(async () => {
  await emulator.rules('C')
  await setPlanChangeMode('difference_immediately')
})

for (const generation of ['A', 'C'] as const) {
  test(`whatever is charged for a change was shown before (the provider’s rules ${generation})`, async ({
    shopper,
    page,
  }) => {
    const { plan, words } = shopper
    const { change, outcome, next } = words.subscriptions
    const newest = async () => (await shopper.emulator.payments(shopper.email)).at(0)?.total_amount
    await emulator.rules(generation)
    await shopper.subscribe('lumen-basic')
    for (const [mode, to] of CHANGES) {
      await test.step(mode, async () => {
        await setPlanChangeMode(mode)
        await shopper.emulator.advance('P5D')
        const paid = (await shopper.emulator.payments(shopper.email)).length
        await plan.open(to)
        const due = await plan.due()
        await plan.confirm(due === '$0.00' ? 'free_now' : 'pay_now', due).click()
        await plan.page.waitForURL(/\/changes\/[\w-]{22}$/)
        const said = due === '$0.00' ? outcome.applied.free : say(outcome.applied.paid, { charged: due })
        await expect(page.getByText(said)).toBeVisible()
        const payments = await shopper.emulator.payments(shopper.email)
        if (mode === 'do_not_bill') expect(due).toBe('$0.00')
        if (due !== '$0.00') expect(payments).toHaveLength(paid + 1)
        if (due !== '$0.00') expect(shopper.money((await newest()) ?? 0)).toBe(due)
      })
    }
    await test.step('and so is the renewal', async () => {
      await plan.open()
      const shown = plan.region(next.title)
      await expect(shown).toContainText('$220.00')
      await expect(shown).not.toContainText(change.creditUsed)
      await shopper.emulator.advance('P1M')
      await expect.poll(newest).toBe(22_000)
    })
  })
}
