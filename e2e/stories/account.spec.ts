import { test } from '../fixtures'
import { cards } from '../support/cards'
import { endSitting, growLogin } from '../support/database'
import { expect } from '../support/expect'
import { settings } from '../support/settings'
import { Shopper } from '../support/shopper'

const licence = (shopper: Shopper) => shopper.order.licenseKeys.first().inputValue()

/** Buys a licence, says no to the team licence, and ends up on the order's page. */
async function buyLicence(shopper: Shopper, purchase: { card?: string } = {}): Promise<void> {
  await shopper.buy('lumen-edit-single', purchase)
  await shopper.offer.expectOffer('single-to-team')
  await shopper.offer.decline.click()
  await shopper.order.expectPaid(['lumen-edit-single'], '$79.00')
}

/** Signs in, buys signed in, and keeps the card; the sitting is over. */
async function keepCard(shopper: Shopper): Promise<void> {
  await shopper.signIn.open()
  await shopper.signIn.signInAs(shopper.email)
  await shopper.account.expectOpen()
  await buyLicence(shopper)
  await expect(shopper.page.getByText(/keep Visa •••• 4242/)).toBeVisible()
  await shopper.expectAccessible()
  await shopper.order.keepCard.click()
  await expect(shopper.page.getByText('Visa •••• 4242 is kept for one click.')).toBeVisible()
  await endSitting(shopper.email)
}

test('buys as a guest, signs in later in another browser, and finds the order and the licence', async ({
  shopper,
  browser,
}) => {
  await buyLicence(shopper)
  const key = await licence(shopper)
  await expect(shopper.page.getByText(`Sign in with ${shopper.email}`)).toBeVisible()
  const orderUrl = shopper.page.url()

  const context = await browser.newContext({ baseURL: settings.shopUrl })
  await shopper.watch.attach(context)
  const phone = await context.newPage()
  const there = new Shopper(phone, shopper.email, shopper.language, shopper.emulator, shopper.watch)
  await phone.goto('/en')
  await phone.getByRole('link', { name: 'Account', exact: true }).click()
  await there.expectAccessible()
  const code = await there.signIn.ask(shopper.email)
  await there.expectAccessible()
  await there.signIn.enter(code)
  await there.account.expectOpen()
  await expect(there.account.orders).toHaveCount(1)
  await expect(there.account.cards).toHaveCount(0)
  await there.expectAccessible()
  await expect(there.order.licenseKeys).toHaveValue(key)
  await there.account.orders.getByRole('link').click()
  await there.order.expectPaid(['lumen-edit-single'], '$79.00')
  await expect(there.order.keepCard).toHaveCount(0)

  await test.step('and the browser it was bought in is asked to sign in for it', async () => {
    shopper.watch.allow(/^404 /)
    await shopper.page.goto(orderUrl)
    await expect(shopper.order.heading).toHaveText(shopper.words.shell.notFound.title)
  })
  await context.close()
})

test('signs in from the order page and stays with the order', async ({ shopper }) => {
  await buyLicence(shopper)
  await shopper.order.signIn.click()
  await shopper.signIn.signInAs(shopper.email)
  await shopper.order.expectPaid(['lumen-edit-single'], '$79.00')
  await expect(shopper.order.signIn).toHaveCount(0)
})

test('buys with one click on the next visit', async ({ shopper, page }) => {
  await keepCard(shopper)
  await shopper.product.open('light-notebook')
  const buyNow = page.getByRole('button', { name: 'Buy now with Visa •••• 4242' })
  await expect(buyNow).toBeVisible()
  await shopper.expectAccessible()
  await buyNow.dblclick()
  await shopper.order.expectPaid(['light-notebook'], '$19.00')
  await shopper.expectPaid(7900, 1900)
  await shopper.account.open()
  await expect(shopper.account.orders).toHaveCount(2)
})

test('removes the card, and there is no one click any more', async ({ shopper, page }) => {
  const { account, product } = shopper
  await keepCard(shopper)
  await account.open()
  await expect(account.cards).toContainText('Expires 06/32')
  await shopper.expectAccessible()
  await account.remove.click()
  await expect(account.notice).toHaveText('The card is removed.')
  await expect(account.cards).toHaveCount(0)
  const asked = page.waitForResponse(/\/api\/one-click/)
  await product.open('light-notebook')
  expect(await (await asked).json()).toEqual({ available: false })
  await expect(product.buyNow).toHaveCount(0)
  await shopper.expectPaid(7900)
})

test('chooses which of two cards is used', async ({ shopper, page }) => {
  const { account, order } = shopper
  await keepCard(shopper)
  await shopper.buy('light-notebook', { card: cards.otherGood })
  await shopper.offer.decline.click()
  await order.expectPaid(['light-notebook'], '$19.00')
  await order.keepCard.click()
  await expect(page.getByText('Mastercard •••• 4444 is kept for one click.')).toBeVisible()
  await account.open()
  await expect(account.cards).toHaveCount(2)
  await expect(account.cards.first()).toContainText('Mastercard')
  await account.choose.click()
  await expect(account.notice).toHaveText('This card is now used for one click.')
  await expect(account.cards.first()).toContainText('Visa')
  await endSitting(shopper.email)
  await shopper.product.open('portfolio-review')
  await expect(page.getByRole('button', { name: 'Buy now with Visa •••• 4242' })).toBeVisible()
})

test('with an old login is asked for a code before one click, and then buys', async ({ shopper, page }) => {
  await keepCard(shopper)
  expect(await growLogin(shopper.email, 25)).toBe(1)
  await shopper.product.open('light-notebook')
  await expect(shopper.product.buyNow).toHaveCount(0)
  await page.getByRole('link', { name: 'Confirm it is you to buy with Visa •••• 4242' }).click()
  await expect(shopper.signIn.heading).toHaveText('Confirm it is you')
  await expect(shopper.signIn.email).toHaveValue(shopper.email)
  await shopper.expectAccessible()
  await shopper.signIn.signInAs(shopper.email)
  await page.waitForURL(/\/products\/light-notebook$/)
  await shopper.product.buyNow.click()
  await shopper.order.expectPaid(['light-notebook'], '$19.00')
  await shopper.expectPaid(7900, 1900)
})

test('a login that grew old while the page was open charges nothing before the code', async ({ shopper }) => {
  await keepCard(shopper)
  await shopper.product.open('light-notebook')
  await expect(shopper.product.buyNow).toBeVisible()
  await growLogin(shopper.email, 25)
  await shopper.product.buyNow.click()
  await expect(shopper.signIn.heading).toHaveText('Confirm it is you')
  await shopper.expectPaid(7900)
})

test('switches offers off, and is asked nothing after a purchase', async ({ shopper, page }) => {
  const { account, checkout, order, signIn } = shopper
  await signIn.open()
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
  await page.getByRole('button', { name: 'Switch offers off' }).click()
  await expect(account.notice).toHaveText('Offers after a purchase are off.')
  await shopper.goToCheckout('starter-course')
  await checkout.payAs({ email: shopper.email })
  await order.expectPaid(['starter-course'], '$49.00')
  await account.open()
  await page.getByRole('button', { name: 'Switch offers on' }).click()
  await expect(account.notice).toHaveText('Offers after a purchase are on.')
})

test('takes the data along, and erases the account', async ({ shopper, page }) => {
  const { account, signIn } = shopper
  await keepCard(shopper)
  await account.open()
  const downloaded = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download your data' }).click()
  expect((await downloaded).suggestedFilename()).toBe('upnext-data.json')
  await page.getByRole('link', { name: 'Erase your account' }).click()
  await expect(account.heading).toHaveText('Erase your account?')
  await shopper.expectAccessible()
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await expect(account.heading).toHaveText('Your account is erased')
  await shopper.expectAccessible()
  await page.goto('/en/account')
  await expect(signIn.heading).toHaveText('Sign in')
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
  await expect(account.orders).toHaveCount(0)
})

test('signs out here, and everywhere', async ({ shopper, page, browser }) => {
  const { account, signIn } = shopper
  await signIn.open()
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
  await account.signOut.click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
  const elsewhere = await browser.newContext({
    baseURL: settings.shopUrl,
    storageState: await page.context().storageState(),
  })
  expect((await elsewhere.request.get('/api/account/export')).status()).toBe(200)
  await account.signOutEverywhere.click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  expect((await elsewhere.request.get('/api/account/export')).status()).toBe(404)
  await elsewhere.close()
})
