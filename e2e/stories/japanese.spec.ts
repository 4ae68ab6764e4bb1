import { test } from '../fixtures'
import { expect } from '../support/expect'

test.use({ language: 'ja', locale: 'ja-JP' })

test('最初から最後まで日本語で買う', async ({ shopper, page }) => {
  const { checkout, offer, order, product, words } = shopper
  await page.goto('/')
  await expect(page).toHaveURL(/\/ja$/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await shopper.expectAccessible()

  await product.open('lumen-edit-single')
  await shopper.expectAccessible()
  await product.buy('lumen-edit-single').click()
  await checkout.expectOpen()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await expect(checkout.country).toHaveValue('JP')
  await expect(checkout.pay).toHaveText('$86.90 を支払う')
  await checkout.payAs({ email: shopper.email })

  await offer.expectOffer('single-to-team')
  await expect(page.getByRole('button', { name: '$218.90 を支払う' })).toBeVisible()
  await expect(page.getByRole('button', { name: '追加せずに注文内容へ' })).toBeVisible()
  await shopper.expectAccessible()
  await offer.pay('$218.90').click()

  await order.expectPaid(['lumen-edit-single', 'lumen-edit-team'], '$305.80')
  await expect(page.getByText('Thank you')).toHaveCount(0)
  await shopper.expectAccessible()
  await shopper.expectPaid(8690, 21890)

  const receipt = await shopper.receipt()
  for (const text of ['領収書', 'Lumen Edit シングルライセンス', 'Lumen Edit チームライセンス', '$305.80'])
    expect(receipt).toContain(text)
  expect(receipt).toContain(words.mail.sameBrowser)
})

test('円の商品は円のまま、次の案内は通貨が違うのでお支払いページへ', async ({ shopper, page }) => {
  const { checkout, offer, order, product, words } = shopper
  await product.open('preset-pack')
  await expect(page.getByRole('main')).toContainText('¥1,900')
  await product.buy('preset-pack').click()
  await checkout.expectOpen()
  await expect(page.getByRole('region', { name: words.provider.summary })).toContainText(
    /[\u00a5\uffe5]1,900/,
  )
  await expect(checkout.pay).toHaveText(/[\u00a5\uffe5]2,090 を支払う/)
  await checkout.payAs({ email: shopper.email })

  await offer.expectOffer('portfolio-review')
  await expect(page.getByText(words.offers.pathReason.currency_mismatch)).toBeVisible()
  await shopper.expectAccessible()
  await offer.decline.click()
  await order.expectPaid(['preset-pack'], '¥2,090')
  expect(await shopper.receipt()).toContain('¥2,090')
  await shopper.expectPaid(2090)
})
