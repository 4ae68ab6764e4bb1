import { test } from '../fixtures'
import { cards } from '../support/cards'
import { productName } from '../support/catalog'
import { expect } from '../support/expect'
import type { Shopper } from '../support/shopper'
import { CAMPAIGN, HEADLINE, publishSwap } from '../support/swap-funnel'
import { say } from '../support/words'

const SINGLE = 'lumen-edit-single'
const TEAM = 'lumen-edit-team'

test.beforeAll(publishSwap)

/** Buys the single licence and is offered the team licence in its place. */
async function beOffered(shopper: Shopper, card?: string): Promise<void> {
  await shopper.page.goto(`/${shopper.language}?utm_campaign=${CAMPAIGN}`)
  await shopper.buy(SINGLE, { country: 'US', ...(card && { card }) })
  await shopper.page.waitForURL(shopper.offer.url)
  await expect(shopper.offer.heading).toContainText(HEADLINE[shopper.language])
}

/** Both sums and their difference are on the page, in one sentence. */
async function expectSums(shopper: Shopper): Promise<void> {
  const main = shopper.page.getByRole('main')
  for (const amount of [19_900, 7_900, 12_000])
    await expect(main.getByText(shopper.money(amount)).first()).toBeVisible()
}

/** The bigger one is there, the smaller one has made room, and its money went back once. */
async function expectSwapped(shopper: Shopper): Promise<void> {
  const { order, page, words } = shopper
  const replaced = say(words.orders.withdrawn.replaced, { new: productName(TEAM, shopper.language) })
  await order.expectState('paid')
  await expect(async () => {
    await page.reload()
    await expect(order.line(SINGLE)).toContainText(replaced, { timeout: 1_000 })
  }).toPass()
  await expect(order.summary).toContainText(shopper.money(19_900))
  await expect(order.summary).not.toContainText(shopper.money(27_800))
  await expect(order.licenseKeys).toHaveCount(1)
  expect(await shopper.emulator.refunds(shopper.email)).toBe(1)
  await shopper.expectPaid(7_900, 19_900)
}

for (const language of ['en', 'ja'] as const) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`in ${language}, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {
      test.use({ language, javaScriptEnabled, locale: language === 'ja' ? 'ja-JP' : 'en-US' })

      test('swaps the single licence for the team licence, for the difference', async ({ shopper }) => {
        await beOffered(shopper)
        await expectSums(shopper)
        if (javaScriptEnabled) await shopper.expectAccessible()
        await shopper.offer.pay(shopper.money(19_900)).click()
        await expectSwapped(shopper)
        if (javaScriptEnabled) await shopper.expectAccessible()
        const find = async () => (await shopper.emulator.mails(shopper.email))[0]?.text ?? ''
        await expect.poll(find).toContain(
          say(shopper.words.mail.replaced, {
            product: productName(TEAM, language),
            total: shopper.money(7_900),
          }),
        )
      })
    })
  }
}

test('says no, and keeps what there was', async ({ shopper }) => {
  await beOffered(shopper)
  await shopper.offer.decline.click()
  await shopper.order.expectPaid([SINGLE], '$79.00')
  expect(await shopper.emulator.refunds(shopper.email)).toBe(0)
  await shopper.expectPaid(7_900)
})

test('swaps after the bank’s check', async ({ shopper }) => {
  const { bank, offer } = shopper
  await beOffered(shopper, cards.bankCheckLater)
  await offer.pay('$199.00').click()
  await offer.expectState('bank_check')
  expect(await shopper.emulator.refunds(shopper.email)).toBe(0)
  await offer.toBank.click()
  await bank.approve.click()
  await expectSwapped(shopper)
})

test('keeps what there was when the bank’s check fails', async ({ shopper }) => {
  const { bank, offer, order } = shopper
  await beOffered(shopper, cards.bankCheckLater)
  await offer.pay('$199.00').click()
  await offer.toBank.click()
  await bank.fail.click()
  await offer.expectReason('bank_check_failed')
  await offer.decline.click()
  await order.expectPaid([SINGLE], '$79.00')
  expect(await shopper.emulator.refunds(shopper.email)).toBe(0)
})

test('swaps with another card after the first was declined', async ({ shopper }) => {
  const { checkout, offer } = shopper
  await beOffered(shopper, cards.declinedLater)
  await offer.pay('$199.00').click()
  await offer.expectReason('declined')
  expect(await shopper.emulator.refunds(shopper.email)).toBe(0)
  await offer.payAnotherWay.click()
  await checkout.expectOpen()
  await checkout.payWith()
  await expectSwapped(shopper)
})

test('undoes a swap: the bigger one goes back too, as the page said before', async ({ shopper, page }) => {
  const { offer, order, words } = shopper
  const old = productName(SINGLE, 'en')
  await beOffered(shopper)
  await expect(page.getByText(say(words.offers.swap.undo, { total: '$199.00', old }))).toBeVisible()
  await offer.pay('$199.00').click()
  await expectSwapped(shopper)
  await expect(order.line(TEAM)).toContainText(say(words.orders.undo.replaced, { old }))
  await order.undo(TEAM).click()
  await order.expectState('refunded')
  await expect(order.licenseKeys).toHaveCount(0)
  await expect.poll(() => shopper.emulator.refunds(shopper.email)).toBe(2)
})
