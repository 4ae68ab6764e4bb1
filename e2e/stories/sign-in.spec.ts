import { test } from '../fixtures'
import { expect } from '../support/expect'
import { settings } from '../support/settings'

test('a wrong code is told, five burn it, and a new one signs in', async ({ shopper, page }) => {
  const { account, signIn } = shopper
  await signIn.open()
  const code = await signIn.ask(shopper.email)
  const wrong = code === '000000' ? '111111' : '000000'
  for (let guess = 0; guess < 5; guess += 1) {
    await signIn.enter(wrong)
    // The form is emptied once its answer is on the page.
    await expect(signIn.code).toHaveValue('')
    await expect(signIn.problem).toContainText('That is not the newest code')
  }
  await signIn.enter(code)
  await expect(signIn.problem).toContainText('Too many wrong tries')
  await shopper.expectAccessible()
  await page.getByRole('button', { name: 'Use another address' }).click()
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
})

test('an address that is none is told, and the fourth code in a quarter of an hour too', async ({
  shopper,
  page,
}) => {
  const { signIn } = shopper
  await signIn.open()
  await signIn.email.fill('ada@localhost')
  await signIn.send.click()
  await expect(signIn.problem).toContainText('not an e-mail address')
  await shopper.expectAccessible()
  await signIn.ask(shopper.email)
  for (const sent of [2, 3]) {
    await page.getByRole('button', { name: 'Mail me a new code' }).click()
    await expect.poll(async () => (await shopper.emulator.mails(shopper.email)).length).toBe(sent)
  }
  await page.getByRole('button', { name: 'Mail me a new code' }).click()
  await expect(signIn.problem).toContainText('Too many codes')
  expect(await shopper.emulator.mails(shopper.email)).toHaveLength(3)
})

test('the cookies are ours alone, new at each sign-in, and gone with it', async ({
  shopper,
  page,
  context,
}) => {
  const { account, signIn } = shopper
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  const jar = async () => new Map((await context.cookies(settings.shopUrl)).map((each) => [each.name, each]))
  const before = await jar()
  await signIn.open()
  const code = await signIn.ask(shopper.email)
  expect((await jar()).get('upnext-code')).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  await signIn.enter(code)
  await account.expectOpen()
  const after = await jar()
  expect(after.get('upnext-login')).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(after.get('upnext')?.value).not.toBe(before.get('upnext')?.value)
  expect(after.has('upnext-code')).toBe(false)
  await account.signOut.click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  expect((await jar()).has('upnext-login')).toBe(false)
})

test('leads on to pages of ours only', async ({ shopper, page }) => {
  const { signIn } = shopper
  const attempts = [
    'https://evil.example/en',
    '//evil.example',
    '/\\evil.example',
    '/en/../..//evil.example',
    '/en/admin',
  ]
  await signIn.open()
  await signIn.signInAs(shopper.email)
  await shopper.account.expectOpen()
  for (const next of attempts) {
    await page.goto(`/en/account/sign-in?next=${encodeURIComponent(next)}`)
    await expect(page).toHaveURL(`${settings.shopUrl}/en/account`)
  }
  await page.goto('/en/account/sign-in?next=%2Fen%2Fpricing')
  await expect(page).toHaveURL(`${settings.shopUrl}/en/pricing`)
})
