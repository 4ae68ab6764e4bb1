import { test } from '../fixtures'
import { expect } from '../support/expect'
import type { Shopper } from '../support/shopper'

const both = ['lumen-edit-single', 'lumen-edit-team']

async function reachOffer(shopper: Shopper): Promise<void> {
  await shopper.buy('lumen-edit-single')
  await shopper.offer.expectOffer('single-to-team')
}

async function expectBoughtOnce(shopper: Shopper): Promise<void> {
  await shopper.order.expectPaid(both, '$278.00')
  await shopper.expectPaid(7900, 19900)
  await shopper.expectPosts(1)
}

test('a double click pays once', async ({ shopper }) => {
  await reachOffer(shopper)
  await shopper.offer.pay('$199.00').dblclick()
  await expectBoughtOnce(shopper)
})

test('three tabs that accept at once pay once, and all show it', async ({ shopper, context, page }) => {
  await reachOffer(shopper)
  const url = page.url()
  const { email, emulator } = shopper
  await emulator.weather({ match: { email, route: 'POST /checkouts' }, effect: { latencyMs: 700 } })
  const others = [await context.newPage(), await context.newPage()]
  for (const other of others) await other.goto(url)
  const tabs = [page, ...others]
  await Promise.all(tabs.map((tab) => tab.locator('form button').filter({ hasText: '$199.00' }).click()))
  for (const tab of tabs) await expect(tab).toHaveURL(shopper.order.url)
  await page.reload()
  await expectBoughtOnce(shopper)
})

test('the same yes sent ten times over the wire pays once', async ({ shopper, page }) => {
  await reachOffer(shopper)
  const sending = page.waitForRequest((request) => request.method() === 'POST')
  await page.route(shopper.offer.url, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  shopper.watch.allow(/request failed: POST/)
  shopper.watch.allow(/Failed to fetch|net::ERR_FAILED/)
  await shopper.offer.pay('$199.00').click()
  const request = await sending
  const headers = await request.allHeaders()
  await shopper.expectPaid(7900)

  const yes = () =>
    page.request.post(request.url(), {
      headers: {
        origin: headers.origin ?? '',
        'next-action': headers['next-action'] ?? '',
        'content-type': headers['content-type'] ?? '',
      },
      data: request.postDataBuffer() ?? '',
      maxRedirects: 0,
    })
  const answers = await Promise.all(Array.from({ length: 10 }, yes))
  for (const answer of answers)
    expect(`${answer.status()} ${JSON.stringify(answer.headers())}`).toMatch(/x-action-redirect.*\/offers\//)
  await page.unroute(shopper.offer.url)
  await page.goto(`/en/checkout/return?order=${shopper.order.id()}`)
  await expectBoughtOnce(shopper)
})

test('accepting, going back and accepting again pays once', async ({ shopper, page }) => {
  await reachOffer(shopper)
  await shopper.offer.pay('$199.00').click()
  await shopper.order.expectPaid(both, '$278.00')
  await page.goBack()
  await shopper.offer.expectState('paid', { product: 'Lumen Edit, team licence' })
  await shopper.expectAccessible()
  await expect(shopper.offer.pay('$199.00')).toHaveCount(0)
  await shopper.offer.viewOrder.click()
  await expectBoughtOnce(shopper)
})

test('accepting in a second tab what is paid already, and going back, shows that it is paid', async ({
  shopper,
  context,
  page,
}) => {
  await reachOffer(shopper)
  const other = await context.newPage()
  await other.goto(page.url())
  await other.locator('form button').filter({ hasText: '$199.00' }).click()
  await expect(other).toHaveURL(shopper.order.url)
  await shopper.offer.pay('$199.00').click()
  await expectBoughtOnce(shopper)
  await page.goBack()
  await shopper.offer.expectState('paid', { product: 'Lumen Edit, team licence' })
})

test('reloading while the payment is on its way pays once', async ({ shopper, page }) => {
  await reachOffer(shopper)
  const { email, emulator, offer } = shopper
  await emulator.weather({ match: { email }, effect: { processing: true }, times: 1 })
  await offer.pay('$199.00').click()
  await offer.expectState('processing')
  const [payment] = await emulator.payments(email)
  for (let again = 0; again < 3; again += 1) {
    await page.reload()
    await offer.expectState('processing')
  }
  await page.goBack()
  await page.goForward()
  await offer.expectState('processing')
  await emulator.settle(payment?.payment_id ?? '', 'succeeded')
  await expectBoughtOnce(shopper)
})

test('a tab that still shows the offer after it was declined elsewhere charges nothing', async ({
  shopper,
  context,
  page,
}) => {
  await reachOffer(shopper)
  const other = await context.newPage()
  await other.goto(page.url())
  await other.locator('form button').filter({ hasText: shopper.words.offers.decline }).click()
  await expect(other).toHaveURL(shopper.order.url)
  await shopper.offer.pay('$199.00').click()
  await shopper.offer.expectState('passed')
  await shopper.expectAccessible()
  await shopper.expectPaid(7900)
  await shopper.expectPosts(0)
})

test('a click while offline charges nothing, and the offer still works afterwards', async ({
  shopper,
  context,
  page,
}) => {
  await reachOffer(shopper)
  const url = page.url()
  shopper.watch.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch|NetworkError|Server Action/)
  await context.setOffline(true)
  const failed = page.waitForEvent('requestfailed', (request) => request.method() === 'POST')
  await shopper.offer.pay('$199.00').click()
  await failed
  await context.setOffline(false)
  await page.goto(url)
  await shopper.offer.expectOffer('single-to-team')
  await shopper.expectPaid(7900)
  await shopper.offer.pay('$199.00').click()
  await expectBoughtOnce(shopper)
})
