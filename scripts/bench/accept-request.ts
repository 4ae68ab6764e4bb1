import type { Browser } from '@playwright/test'
import type { Ask } from './http-client.ts'
import type { Offer } from './shop-data.ts'
import { offerUrl, openAs } from './shopper.ts'

/** The request a browser makes when the offer's button is pressed, as a model for other shoppers' offers. */
export type AcceptModel = { offer: Offer; headers: Record<string, string>; body: Buffer }

/** Presses the button in a real browser, with or without scripts, notes the request and does not let it through. */
export async function captureAccept(
  browser: Browser,
  shop: string,
  offer: Offer,
  javaScriptEnabled: boolean,
): Promise<AcceptModel> {
  const page = await openAs(browser, shop, offer, javaScriptEnabled)
  try {
    await page.goto(offerUrl(shop, offer), { waitUntil: 'networkidle' })
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await page.route('**/*', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await page.getByRole('button', { name: /^Pay / }).click({ noWaitAfter: true })
    const request = await sent
    const headers = Object.fromEntries(
      Object.entries(await request.allHeaders()).filter(
        ([name]) => !/^:|^(cookie|content-length|host)$/.test(name),
      ),
    )
    return { offer, headers, body: request.postDataBuffer() ?? Buffer.alloc(0) }
  } finally {
    await page.context().close()
  }
}

/** The same press of the same button, by another shopper on their own offer. */
export function acceptRequest(shop: string, model: AcceptModel, offer: Offer): Ask {
  const own = (text: string) =>
    text
      .replaceAll(model.offer.orderId, offer.orderId)
      .replaceAll(model.offer.impressionId, offer.impressionId)
  return {
    url: offerUrl(shop, offer),
    method: 'POST',
    headers: {
      ...Object.fromEntries(Object.entries(model.headers).map(([name, value]) => [name, own(value)])),
      cookie: offer.cookie,
    },
    body: own(model.body.toString('latin1')),
  }
}
