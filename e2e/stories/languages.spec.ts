import { test } from '../fixtures'
import { expect } from '../support/expect'
import { words } from '../support/words'

test('the first visit is greeted in the language the browser asks for', async ({ request }) => {
  const cases: [string | undefined, string][] = [
    ['ja,en;q=0.8', '/ja'],
    ['ja-JP', '/ja'],
    ['fr,ja;q=0.5', '/ja'],
    ['en-GB,ja;q=0.9', '/en'],
    ['ja;q=0,fr', '/en'],
    ['*', '/en'],
  ]
  for (const [asked, location] of cases) {
    const answer = await request.get('/', {
      headers: { 'accept-language': asked ?? '' },
      maxRedirects: 0,
    })
    expect([answer.status(), answer.headers().location], asked).toEqual([307, location])
  }
})

test('switching the language keeps the page and is remembered', async ({ page, shopper }) => {
  await shopper.product.open('starter-course')
  await page.getByRole('link', { name: words.en.shell.language.switchTo }).click()
  await expect(page).toHaveURL(/\/ja\/products\/starter-course$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('スターターコース')
  await page.goto('/')
  await expect(page).toHaveURL(/\/ja$/)
  await page.getByRole('link', { name: words.ja.shell.language.switchTo }).click()
  await expect(page).toHaveURL(/\/en$/)
  await page.goto('/')
  await expect(page).toHaveURL(/\/en$/)
})

test('an offer and an order are the same ones in the other language', async ({ page, shopper }) => {
  await shopper.buy('lumen-edit-single')
  await shopper.offer.expectOffer('single-to-team')
  await page.getByRole('link', { name: words.en.shell.language.switchTo }).click()
  await expect(page).toHaveURL(/\/ja\/orders\/[\w-]+\/offers\/[\w-]+$/)
  await page.getByRole('button', { name: '$199.00 を支払う' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.ja.orders.state.paid.title)
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
})

test('the language link never leads away from the shop', async ({ request }) => {
  const referrers = ['https://evil.example/en/x', 'http://localhost:1//evil.example', 'not a url', '']
  for (const referer of referrers) {
    const answer = await request.get('/api/locale?to=ja', { headers: { referer }, maxRedirects: 0 })
    expect(answer.headers().location, referer).toMatch(/^\/ja(\/x)?$/)
  }
})
