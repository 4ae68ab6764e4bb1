import { request } from '@playwright/test'
import { test } from '../fixtures'
import { onAnotherSite } from '../support/another-site'
import { expect } from '../support/expect'
import { settings } from '../support/settings'
import { readOfferForm, sendOfferForm } from '../support/strangers'

test('another browser finds none of it', async ({ shopper, page, browser }) => {
  const { offer, order } = shopper
  await shopper.buy('starter-course')
  await offer.expectOffer('course-to-bundle')
  const offerPath = new URL(page.url()).pathname
  await offer.decline.click()
  await offer.pay('$19.00').click()
  await order.expectPaid(['starter-course', 'light-notebook'], '$68.00')
  const orderPath = new URL(page.url()).pathname
  const hrefs = await order.lines
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(hrefs).toHaveLength(2)

  const privatePaths = [
    orderPath,
    offerPath,
    ...hrefs,
    `/api${orderPath.replace('/en', '')}/status`,
    `/api${offerPath.replace('/en', '')}/status`,
  ]
  const stranger = await browser.newContext({ baseURL: settings.shopUrl })
  for (const path of privatePaths) {
    expect((await page.request.get(path)).status(), `the owner reads ${path}`).toBe(200)
    const answer = await stranger.request.get(path)
    expect(answer.status(), `a stranger reads ${path}`).toBe(404)
    expect(await answer.text()).not.toContain(shopper.email)
  }

  const theirs = await stranger.newPage()
  await theirs.goto(orderPath)
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText(shopper.words.shell.notFound.title)
  await theirs.goto(`/en/checkout/return?order=${order.id()}`)
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText(shopper.words.shell.notFound.title)
  await stranger.close()
})

test("nobody can say yes or no to somebody else's offer", async ({ shopper, page, playwright }) => {
  const { offer } = shopper
  await shopper.buy('starter-course')
  await offer.expectOffer('course-to-bundle')
  const form = await readOfferForm(page.request, page.url())
  const stranger = await playwright.request.newContext({ baseURL: settings.shopUrl })

  await test.step('neither a browser without a session nor one with its own', async () => {
    for (const button of ['accept', 'decline'] as const)
      for (const url of [form.url, `${settings.shopUrl}/en/products/starter-course`])
        expect((await sendOfferForm(stranger, form, button, { url })).status()).not.toBe(200)
  })

  await test.step('nor another site with the owner’s cookies', async () => {
    for (const origin of ['https://evil.example', 'null', settings.emulatorUrl, null])
      for (const button of ['accept', 'decline'] as const)
        expect((await sendOfferForm(page.request, form, button, { origin })).status()).not.toBe(200)
  })

  await page.reload()
  await offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
  await shopper.expectPosts(0)

  await test.step('while the same form from the owner’s own page works', async () => {
    const answer = await sendOfferForm(page.request, form, 'accept')
    expect(answer.status()).toBe(303)
    await page.goto(answer.headers().location ?? '')
    await offer.expectOffer('portfolio-review')
    await shopper.expectPaid(4900, 12900)
  })
  await stranger.dispose()
})

test('a form on another site reaches nothing in a real browser', async ({ shopper, page, context }) => {
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  const form = await readOfferForm(page.request, page.url())
  const evil = `<form method="post" enctype="multipart/form-data" action="${form.url}">
    <input name="impression" value="${form.impression}"><input name="locale" value="en">
    <input name="${form.accept}"><button>Win a camera</button></form>`
  shopper.watch.allow(/^\d{3} .*\/offers\//)
  // The refusal is plain text, which the browser lays out with a style of its own.
  shopper.watch.allow(/^console: (Applying inline style violates|policy breach: style-src-attr inline)/)
  await onAnotherSite(evil, async (url) => {
    const tab = await context.newPage()
    await tab.goto(url)
    const answered = tab.waitForResponse((answer) => answer.request().method() === 'POST')
    await tab.getByRole('button').click()
    expect((await answered).status()).not.toBe(200)
  })
  await page.reload()
  await shopper.offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
  await shopper.expectPosts(0)
})

test('following every link changes nothing: nothing is charged by GET', async ({ shopper, page }) => {
  const { offer, order } = shopper
  await shopper.buy('starter-course')
  await offer.expectOffer('course-to-bundle')
  const offerUrl = page.url()
  const orderUrl = offerUrl.replace(/\/offers\/.*/, '')
  const form = await readOfferForm(page.request, offerUrl)

  const found = new Set([offerUrl, orderUrl, `${settings.shopUrl}/en`, `${settings.shopUrl}/en/pricing`])
  for (const url of found) {
    const answer = await page.request.get(url)
    expect(answer.status(), url).toBeLessThan(400)
    const links = (await answer.text()).matchAll(/(?:href|action)="(\/[^"#]+|http[^"#]+)"/g)
    for (const [, link = ''] of links) {
      const next = new URL(link.replaceAll('&amp;', '&'), url)
      if (next.origin === settings.shopUrl && !next.pathname.startsWith('/_next')) found.add(next.href)
    }
  }
  expect(found.size).toBeGreaterThan(20)
  for (const query of [
    `accepted=1`,
    `impression=${form.impression}&locale=en`,
    `${form.accept}=&impression=${form.impression}&locale=en`,
  ])
    expect((await page.request.get(`${offerUrl}?${query}`)).status()).toBe(200)

  await page.goto(offerUrl)
  await offer.expectOffer('course-to-bundle')
  await shopper.expectPaid(4900)
  await shopper.expectPosts(0)
  await offer.viewOrder.click()
  await order.expectPaid(['starter-course'], '$49.00')
})

test('a session cookie somebody made up opens nothing', async ({ shopper, page }) => {
  await shopper.buy('starter-course')
  await shopper.offer.expectOffer('course-to-bundle')
  const cookies = await page.context().cookies(settings.shopUrl)
  const session = cookies.find(({ name }) => name.endsWith('upnext'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(session?.value).toMatch(/^[\w-]{43}$/)
  const forger = await request.newContext({
    extraHTTPHeaders: { cookie: `${session?.name}=${'A'.repeat(43)}` },
  })
  expect((await forger.get(page.url())).status()).toBe(404)
  await forger.dispose()
})
