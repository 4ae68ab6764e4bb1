import { test } from '../fixtures'
import { expect } from '../support/expect'

test.use({ javaScriptEnabled: false })

test('signs in, keeps a card, removes it and signs out without scripts', async ({ shopper, page }) => {
  const { account, offer, order, signIn } = shopper
  await page.goto('/en')
  await page.getByRole('link', { name: 'Account', exact: true }).click()
  const code = await signIn.ask(shopper.email)
  await signIn.enter('000000' === code ? '111111' : '000000')
  await expect(signIn.problem).toContainText('That is not the newest code')
  await signIn.enter(code)
  await account.expectOpen()

  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await offer.decline.click()
  await order.expectPaid(['lumen-edit-single'], '$79.00')
  await order.keepCard.click()
  await expect(page.getByText('Visa •••• 4242 is kept for one click.')).toBeVisible()
  await account.open()
  await account.remove.click()
  await expect(account.notice).toHaveText('The card is removed.')
  await account.signOut.click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await account.page.goto('/en/account')
  await expect(signIn.email).toBeVisible()
})
