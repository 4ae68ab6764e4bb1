import type { Page } from '@playwright/test'
import { test } from '../fixtures'
import { productName } from '../support/catalog'
import { expect } from '../support/expect'
import type { Shopper } from '../support/shopper'
import { passed } from '../support/time'
import { say } from '../support/words'

const SINGLE = 'lumen-edit-single'
const TEAM = 'lumen-edit-team'

/** Buys a licence, and the team licence with one click. */
async function buyBoth(shopper: Shopper): Promise<void> {
  await shopper.buy(SINGLE, { country: 'US' })
  await shopper.offer.expectOffer('single-to-team')
  await shopper.offer.pay(shopper.money(19_900)).click()
  await shopper.order.expectPaid([SINGLE, TEAM], shopper.money(27_800))
}

/** The money went back, once, and the first purchase is as it was. */
async function expectUndone(shopper: Shopper): Promise<void> {
  const { order } = shopper
  await order.expectWithdrawn(TEAM, shopper.money(19_900))
  await expect(order.summary).toContainText(shopper.money(7_900))
  await expect(order.summary).not.toContainText(shopper.money(27_800))
  await expect(order.licenseKeys).toHaveCount(1)
  expect(await shopper.emulator.refunds(shopper.email)).toBe(1)
  await shopper.expectPaid(7_900, 19_900)
}

/** The undo link of the newest receipt. */
async function undoLink(shopper: Shopper): Promise<string> {
  const find = async () =>
    /https?:\/\/[^\s)\]]+\/undo\/[\w.-]+/.exec(
      (await shopper.emulator.mails(shopper.email))[0]?.text ?? '',
    )?.[0] ?? ''
  await expect.poll(find).toContain('/undo/')
  return find()
}

const undoButton = (page: Page, shopper: Shopper) =>
  page.getByRole('button', { name: say(shopper.words.orders.undo.go, { total: shopper.money(19_900) }) })

for (const language of ['en', 'ja'] as const) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`in ${language}, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {
      test.use({ language, javaScriptEnabled, locale: language === 'ja' ? 'ja-JP' : 'en-US' })

      test('undoes a one-click purchase with one click', async ({ shopper, page }) => {
        const { order, offer, words } = shopper
        await buyBoth(shopper)
        await expect(order.undo(SINGLE)).toHaveCount(0)
        await expect(order.line(TEAM)).toContainText(shopper.money(19_900))
        if (javaScriptEnabled) await shopper.expectAccessible()
        await order.undo(TEAM).click()
        await expectUndone(shopper)
        if (javaScriptEnabled) await shopper.expectAccessible()

        await test.step('and finds the same after a reload, on the offer’s page, and in the mail', async () => {
          await page.reload()
          await expectUndone(shopper)
          const find = async () => (await shopper.emulator.mails(shopper.email))[0]?.text ?? ''
          await expect.poll(find).toContain(say(words.mail.undone, { total: shopper.money(19_900) }))
          expect(await find()).not.toContain('/undo/')
          await page.goBack()
          await page.goto(page.url())
          await expect(offer.heading.or(order.heading)).toBeVisible()
        })
      })
    })
  }
}

test('undoes from the receipt, in a browser that bought nothing', async ({ shopper, browser }) => {
  await buyBoth(shopper)
  const link = await undoLink(shopper)
  const elsewhere = await browser.newContext()
  await shopper.watch.attach(elsewhere)
  const page = await elsewhere.newPage()
  await page.goto(link)
  await page.reload()
  expect(await shopper.emulator.refunds(shopper.email)).toBe(0)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    say(shopper.words.orders.undo.title, { product: productName(TEAM, 'en') }),
  )
  await undoButton(page, shopper).dblclick()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    say(shopper.words.orders.undo.doneTitle, { product: productName(TEAM, 'en') }),
  )
  expect(await page.content()).not.toContain('LUMEN-')
  await elsewhere.close()
  await shopper.page.reload()
  await expectUndone(shopper)
})

test('is told when it is too late, on both ways', async ({ shopper, page }) => {
  const { order, words } = shopper
  await buyBoth(shopper)
  const link = await undoLink(shopper)
  await expect(order.undo(TEAM)).toBeVisible()
  await page.goto(link)
  const late = undoButton(page, shopper)
  await expect(late).toBeVisible()
  await page.goBack()
  await expect(order.undo(TEAM)).toBeVisible()
  await passed(order.id(), 31)
  await order.undo(TEAM).click()
  await expect(page.getByText(words.orders.undo.notNow)).toBeVisible()
  await order.expectPaid([SINGLE, TEAM], '$278.00')
  await expect(order.undo(TEAM)).toHaveCount(0)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.orders.undo.overTitle)
  await expect(late).toHaveCount(0)
  expect(await shopper.emulator.refunds(shopper.email)).toBe(0)
})

test('two tabs and a double click give back once', async ({ shopper, context }) => {
  await buyBoth(shopper)
  const other = await context.newPage()
  await other.goto(shopper.page.url())
  const button = other.getByRole('button', { name: shopper.words.orders.undo.button })
  await expect(button).toBeVisible()
  await Promise.all([shopper.order.undo(TEAM).dblclick(), button.click()])
  await expect(shopper.page.getByText(shopper.words.orders.withdrawn.undone)).toBeVisible()
  // The tab that came second may have been told that the money is on its way.
  await expect.poll(() => shopper.emulator.refunds(shopper.email)).toBe(1)
  await shopper.page.reload()
  await expectUndone(shopper)
  await expect(other.getByText(shopper.words.orders.withdrawn.undone)).toBeVisible()
})

test('is told honestly when the money cannot go back yet', async ({ shopper }) => {
  await buyBoth(shopper)
  await shopper.emulator.weather({
    match: { email: shopper.email, route: 'POST /refunds' },
    effect: { status: 422, body: { code: 'INSUFFICIENT_BALANCE', message: 'no' } },
    times: 1,
  })
  await shopper.order.undo(TEAM).click()
  await shopper.order.expectWithdrawn(TEAM, '$199.00', 'delayed')
  await expect(shopper.order.licenseKeys).toHaveCount(1)
  expect(await shopper.emulator.refunds(shopper.email)).toBe(0)
})
