import { readdirSync } from 'node:fs'
import { type APIRequestContext, type APIResponse, request } from '@playwright/test'
import { test } from '../fixtures'
import { growLogin, versionOf } from '../support/database'
import { expect } from '../support/expect'
import { MERCHANT_ENTRIES } from '../support/merchant-entries'
import { settings } from '../support/settings'

/** Every address the shop answers: the pages and routes of the app folder. */
const entryPoints = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map((file) => `/${file.replace(/\/?(page\.tsx|route\.ts)$/, '').replace(/\/?\([^)]*\)/g, '')}`)

type World = {
  order: string
  impression: string
  entitlement: string
  download: string
  subscription: string
  change: string
  receipt: string
  undo: string
  version: string
}

const planPage =
  (under: string) =>
  ({ subscription }: World) =>
    `/en/subscriptions/${subscription}${under}`

/**
 * Who may read what: `all` everybody, `account` whoever is signed in, `owner` nobody but the owner, who is led on where
 * there is nothing to do.
 */
const MATRIX: Record<
  string,
  { path: (world: World) => string; who: 'all' | 'account' | 'recent' | 'owner' | 'staff'; leadsOn?: true }
> = {
  '/': { path: () => '/', who: 'all' },
  '/[locale]': { path: () => '/en', who: 'all' },
  '/[locale]/pricing': { path: () => '/en/pricing', who: 'all' },
  '/[locale]/products/[slug]': { path: () => '/en/products/starter-course', who: 'all' },
  '/[locale]/account': { path: () => '/en/account', who: 'account' },
  '/[locale]/account/erase': { path: () => '/en/account/erase', who: 'recent' },
  '/[locale]/account/erased': { path: () => '/en/account/erased', who: 'all' },
  '/[locale]/account/sign-in': { path: () => '/en/account/sign-in', who: 'all' },
  ...MERCHANT_ENTRIES,
  '/[locale]/checkout/busy': { path: () => '/en/checkout/busy', who: 'all' },
  '/[locale]/checkout/later': { path: () => '/en/checkout/later', who: 'all' },
  '/[locale]/checkout/return': { path: ({ order }) => `/en/checkout/return?order=${order}`, who: 'all' },
  '/[locale]/edit': { path: () => '/en/edit', who: 'all' },
  '/[locale]/library/[entitlementId]': {
    path: ({ entitlement }) => `/en/library/${entitlement}`,
    who: 'owner',
  },
  '/[locale]/orders/[orderId]': { path: ({ order }) => `/en/orders/${order}`, who: 'owner' },
  '/[locale]/orders/[orderId]/offers/[impressionId]': {
    path: ({ order, impression }) => `/en/orders/${order}/offers/${impression}`,
    who: 'owner',
  },
  '/[locale]/subscriptions': { path: () => '/en/subscriptions', who: 'all' },
  '/[locale]/subscriptions/[subscriptionId]': { path: planPage(''), who: 'owner' },
  '/[locale]/subscriptions/[subscriptionId]/cancel': { path: planPage('/cancel'), who: 'owner' },
  '/[locale]/subscriptions/[subscriptionId]/cancelled': {
    path: planPage('/cancelled'),
    who: 'owner',
    leadsOn: true,
  },
  '/[locale]/subscriptions/[subscriptionId]/change': {
    path: planPage('/change?plan=lumen-studio'),
    who: 'owner',
  },
  '/[locale]/subscriptions/[subscriptionId]/changes/[changeId]': {
    path: ({ subscription, change }) => `/en/subscriptions/${subscription}/changes/${change}`,
    who: 'owner',
  },
  '/[locale]/subscriptions/[subscriptionId]/credit': { path: planPage('/credit'), who: 'owner' },
  '/[locale]/subscriptions/[subscriptionId]/pause': { path: planPage('/pause'), who: 'owner' },
  '/[locale]/subscriptions/[subscriptionId]/payment-method': {
    path: planPage('/payment-method'),
    who: 'owner',
  },
  '/[locale]/subscriptions/[subscriptionId]/return': { path: planPage('/return'), who: 'all' },
  // The mail's link is the proof; it shows what may be undone, and nobody's address.
  '/[locale]/undo/[token]': { path: ({ undo }) => `/en/undo/${undo}`, who: 'all' },
  '/api/account/export': { path: () => '/api/account/export', who: 'account' },
  '/api/bump': { path: () => '/api/bump?product=complete-bundle&locale=en', who: 'all' },
  '/api/downloads/[entitlementId]': { path: ({ download }) => `/api/downloads/${download}`, who: 'owner' },
  '/api/health': { path: () => '/api/health', who: 'all' },
  '/api/locale': { path: () => '/api/locale?to=en', who: 'all' },
  '/api/one-click': { path: () => '/api/one-click?product=portfolio-review&locale=en', who: 'all' },
  '/api/orders/[orderId]/offers/[impressionId]/status': {
    path: ({ order, impression }) => `/api/orders/${order}/offers/${impression}/status`,
    who: 'owner',
  },
  '/api/orders/[orderId]/status': { path: ({ order }) => `/api/orders/${order}/status`, who: 'owner' },
  '/api/pictures/[picture]': { path: () => '/api/pictures/hero', who: 'all' },
  '/api/plans': { path: () => '/api/plans?locale=en', who: 'all' },
  '/api/subscriptions/[subscriptionId]/changes/[changeId]/status': {
    path: ({ subscription, change }) => `/api/subscriptions/${subscription}/changes/${change}/status`,
    who: 'owner',
  },
  '/api/subscriptions/[subscriptionId]/receipts/[receiptId]': {
    path: ({ subscription, receipt }) => `/api/subscriptions/${subscription}/receipts/${receipt}`,
    who: 'owner',
  },
  '/api/subscriptions/status': { path: () => '/api/subscriptions/status?locale=en', who: 'all' },
  '/api/webhooks/dodo': { path: () => '/api/webhooks/dodo', who: 'all' },
}

test('every page and route there is stands in this matrix', () => {
  expect(entryPoints.toSorted()).toEqual(Object.keys(MATRIX).toSorted())
})

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
}

const get = (
  from: APIRequestContext,
  path: string,
  headers: Record<string, string> = {},
): Promise<APIResponse> => from.get(path, { maxRedirects: 0, headers })

test('each answers its owner, and everybody else as if it were not there', async ({
  shopper,
  page,
  context,
  browser,
}) => {
  const { account, offer, order, plan, signIn } = shopper
  await signIn.open()
  await signIn.signInAs(shopper.email)
  await account.expectOpen()
  await shopper.subscribe('lumen-basic')
  await plan.open('/change?plan=lumen-pro')
  await plan.confirm('pay_now', '$50.00').click()
  await plan.expectApplied('lumen-pro')
  const [, subscription = '', change = ''] =
    /subscriptions\/([\w-]{22})\/changes\/([\w-]{22})/.exec(page.url()) ?? []
  await plan.open()
  const receiptLink = await page.getByRole('link', { name: 'Receipt (PDF)' }).first().getAttribute('href')
  const receipt = /receipts\/([\w-]{22})/.exec(receiptLink ?? '')?.[1] ?? ''
  await shopper.buy('starter-course')
  await offer.expectOffer('course-to-bundle')
  const impression = /offers\/([\w-]{22})/.exec(page.url())?.[1] ?? ''
  await offer.decline.click()
  await offer.pay('$19.00').click()
  await order.expectPaid(['starter-course', 'light-notebook'], '$68.00')
  const hrefs = await order.lines
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const undoLink = async () =>
    (await shopper.emulator.mails(shopper.email))
      .map(({ text }) => /\/undo\/([\w.-]+)/.exec(text)?.[1])
      .find(Boolean) ?? ''
  await expect.poll(undoLink).not.toBe('')
  const undo = await undoLink()
  const ids = {
    order: order.id(),
    impression,
    entitlement: /library\/([\w-]{22})/.exec(hrefs.join())?.[1] ?? '',
    download: /downloads\/([\w-]{22})/.exec(hrefs.join())?.[1] ?? '',
  }
  const version = await versionOf('course')
  const world = { ...ids, subscription, change, receipt, undo, version }
  for (const id of [...Object.values(ids), subscription, change, receipt, version])
    expect(id).toMatch(/^[\w-]{22}$/)

  const other = async (signedIn: boolean) => {
    const theirs = await browser.newContext({ baseURL: settings.shopUrl })
    const tab = await theirs.newPage()
    if (signedIn) {
      await tab.goto('/en/account/sign-in')
      const email = `other-${impression.replace(/\W|_/g, '').toLowerCase()}@example.com`
      await tab.getByLabel('E-mail address').fill(email)
      await tab.getByRole('button', { name: 'Mail me a code' }).click()
      await tab.getByLabel('Code with six digits').waitFor()
      const [mail] = await shopper.emulator.mails(email)
      await tab.getByLabel('Code with six digits').fill(/\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '')
      await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
      await tab.waitForURL(/\/account$/)
    }
    await tab.goto('/en/products/starter-course')
    await tab.getByRole('button', { name: 'Buy for $49.00' }).click()
    await tab.waitForURL(/\/session\//)
    return theirs
  }
  const loggedOut = await browser.newContext({
    baseURL: settings.shopUrl,
    storageState: await context.storageState(),
  })
  await loggedOut.clearCookies({ name: 'upnext-login' })
  const guest = await other(false)
  const customer = await other(true)
  const nobody = await request.newContext({ baseURL: settings.shopUrl })
  const strangers = { nobody, guest: guest.request, customer: customer.request, loggedOut: loggedOut.request }

  for (const [entry, { path, who, leadsOn }] of Object.entries(MATRIX)) {
    const url = path(world)
    // The editor of funnels shows its preview in a frame of its own.
    const headers = entry.endsWith('/preview')
      ? { ...everywhere, 'x-frame-options': 'SAMEORIGIN' }
      : everywhere
    const own = await get(page.request, url)
    expect(own.headers(), `headers of ${entry}`).toMatchObject(headers)
    if (who === 'staff') expect(own.status(), `a shopper at ${entry}`).toBe(404)
    else if (who !== 'all') expect(own.status(), `the owner reads ${entry}`).toBe(leadsOn ? 307 : 200)
    if (who !== 'all') expect(own.headers()['cache-control'], entry).toContain('no-store')
    for (const [name, from] of Object.entries(strangers)) {
      const answer = await get(from, url)
      const text = answer.status() === 200 ? await answer.text() : ''
      expect(answer.headers(), `headers of ${entry} for ${name}`).toMatchObject(headers)
      expect(text, `${name} reads nothing of the owner at ${entry}`).not.toContain(shopper.email)
      if (who === 'owner' || who === 'staff') expect(answer.status(), `${name} at ${entry}`).toBe(404)
      if ((who === 'account' || who === 'recent') && name !== 'customer')
        expect([307, 404], `${name} at ${entry}`).toContain(answer.status())
      if (name !== 'customer' && who === 'account' && answer.status() === 307)
        expect(answer.headers().location).toMatch(/^\/en\/account\/sign-in/)
    }
  }

  await test.step('nor by any way around the address', async () => {
    const ways: Record<string, string>[] = [
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { 'x-middleware-subrequest': 'src/proxy' },
      { RSC: '1' },
      { RSC: '1', 'Next-Router-Prefetch': '1' },
      { RSC: '1', 'Next-Router-Segment-Prefetch': '/_tree' },
      { 'x-nextjs-data': '1' },
      { 'x-forwarded-host': 'evil.example' },
      { 'x-original-url': '/en', 'x-rewrite-url': '/en' },
      { 'x-invoke-path': '/en', 'x-matched-path': '/en' },
    ]
    const spellings = (path: string) => [
      path,
      path.replace('/en/', '/en//'),
      path.replace('/en/', '/EN/'),
      path.replace('/en/', '/%65n/'),
      `${path}.rsc`,
      `${path}/`,
      `/_next/data/x${path}.json`,
      path.replace('/orders/', '/%6frders/'),
    ]
    const owned = Object.values(MATRIX).filter(({ who }) => who === 'owner' || who === 'account')
    for (const { path } of owned)
      for (const [index, url] of spellings(path(world)).entries())
        for (const headers of index === 0 ? ways : [{}, { RSC: '1' }]) {
          const answer = await get(nobody, url, headers as Record<string, string>)
          const text = await answer.text()
          for (const secret of [shopper.email, 'LUMEN-', 'Starter Course'])
            expect(text, `${url} ${JSON.stringify(headers)}`).not.toContain(secret)
        }
  })

  await test.step('and an old login erases nothing without a new code', async () => {
    await growLogin(shopper.email, 25)
    const answer = await get(page.request, '/en/account/erase')
    expect(answer.status()).toBe(307)
    expect(answer.headers().location).toContain('/en/account/sign-in')
    expect((await get(page.request, `/en/orders/${world.order}`)).status()).toBe(200)
  })
  await Promise.all([guest.close(), customer.close(), loggedOut.close(), nobody.dispose()])
})
