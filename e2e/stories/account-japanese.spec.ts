import { test } from '../fixtures'
import { endSitting } from '../support/database'
import { expect } from '../support/expect'

test.use({ language: 'ja', locale: 'ja-JP' })

test('日本語でサインインし、カードを保存して次回はワンクリックで買う', async ({ shopper, page }) => {
  const { account, offer, order, product, signIn } = shopper
  await page.goto('/ja')
  await page.getByRole('link', { name: 'アカウント', exact: true }).click()
  await expect(signIn.heading).toHaveText('サインイン')
  await shopper.expectAccessible()
  const code = await signIn.ask(shopper.email)
  await shopper.expectAccessible()
  const [mail] = await shopper.emulator.mails(shopper.email)
  expect(mail?.subject).toBe(`サインイン用コード：${code}`)
  // As a Japanese keyboard writes it.
  await signIn.enter(code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)))
  await account.expectOpen()
  await shopper.expectAccessible()

  await shopper.buy('lumen-edit-single')
  await offer.expectOffer('single-to-team')
  await offer.decline.click()
  await order.expectPaid(['lumen-edit-single'], '$86.90')
  await order.keepCard.click()
  await expect(page.getByText('Visa •••• 4242 をワンクリック用に保存しました。')).toBeVisible()
  await endSitting(shopper.email)

  await product.open('light-notebook')
  await page.getByRole('button', { name: 'Visa •••• 4242 で今すぐ購入する' }).click()
  await order.expectPaid(['light-notebook'], '$20.90')
  await account.open()
  await expect(account.orders).toHaveCount(2)
  await shopper.expectAccessible()
  await account.remove.click()
  await expect(account.notice).toHaveText('カードを削除しました。')
})
