import type { APIResponse } from '@playwright/test'
import { test } from '../fixtures'
import { onAnotherSite } from '../support/another-site'
import { expect } from '../support/expect'
import { settings } from '../support/settings'

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
}

/** The directives of a page's content security policy. */
function policyOf(answer: APIResponse): Map<string, string> {
  const directives = (answer.headers()['content-security-policy'] ?? '').split(';').map((part) => part.trim())
  return new Map(directives.map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]))
}

const shopPaths = ['/en', '/ja', '/en/products/starter-course', '/ja/pricing', '/en/products/no-such-thing']
const missingPaths = ['/en/no-such-page', '/no-such-page', '/en/orders/AAAAAAAAAAAAAAAAAAAAAA']
const otherPaths = [
  '/',
  '/api/health',
  '/api/one-click?product=starter-course&locale=en',
  '/api/bump?product=complete-bundle&locale=en',
  '/api/webhooks/dodo',
]

for (const path of [...shopPaths, ...missingPaths, ...otherPaths])
  test(`${path} carries the security headers`, async ({ request }) => {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(answer.headers()).toMatchObject(everywhere)
    expect(answer.headers()).not.toHaveProperty('x-powered-by')
  })

for (const path of shopPaths)
  test(`${path} has a policy that lets nobody frame it`, async ({ request }) => {
    const policy = policyOf(await request.get(path))
    expect(policy.get('frame-ancestors')).toBe("'none'")
    expect(policy.get('object-src')).toBe("'none'")
    expect(policy.get('base-uri')).toBe("'none'")
    expect(policy.get('script-src')).not.toContain('unsafe-eval')
  })

test('money pages run only scripts with a nonce of this very answer', async ({ shopper, page }) => {
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  const offerUrl = page.url()
  const orderUrl = offerUrl.replace(/\/offers\/.*/, '')
  const nonces = new Set<string>()
  for (const url of [offerUrl, orderUrl, offerUrl, `${settings.shopUrl}/en/orders/AAAAAAAAAAAAAAAAAAAAAA`]) {
    const answer = await page.request.get(url)
    expect(answer.headers()).toMatchObject(everywhere)
    expect(answer.headers()['cache-control']).toContain('no-store')
    const scripts = policyOf(answer).get('script-src') ?? ''
    expect(scripts).not.toContain('unsafe')
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThanOrEqual(22)
    nonces.add(nonce)
    const tags = (await answer.text()).match(/<script\b[^>]*>/g) ?? []
    expect(tags.length).toBeGreaterThan(0)
    for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`)
  }
  expect(nonces.size).toBe(4)
})

test('a nonce that a request brings along is not used', async ({ request }) => {
  const answer = await request.get('/en/orders/AAAAAAAAAAAAAAAAAAAAAA', {
    headers: { 'content-security-policy': "script-src 'nonce-mine'", 'x-nonce': 'mine' },
  })
  expect(policyOf(answer).get('script-src')).not.toContain('mine')
  expect(await answer.text()).not.toContain('nonce="mine"')
})

test('a page of the shop cannot be framed', async ({ page, watch }) => {
  watch.allow(/frame/i)
  watch.allow(/ERR_BLOCKED_BY_(RESPONSE|CSP)/)
  await onAnotherSite(`<iframe src="${settings.shopUrl}/en"></iframe>`, async (url) => {
    const refused = page.waitForEvent('console', (message) => /frame/i.test(message.text()))
    await page.goto(url)
    await refused
    await expect(page.frameLocator('iframe').getByRole('main')).toHaveCount(0)
  })
})
