import { gunzipSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import type { BenchStack } from './bench-stack.ts'
import { type Ask, Connection, expectStatus } from './http-client.ts'
import type { Offer } from './shop-data.ts'
import { offerUrl, openAs } from './shopper.ts'

export type Bytes = {
  offerScript: number
  blankScript: number
  offerHtmlGzip: number
  offerHtml: number
}

/** What a browser loads: scripts as they travel (gzip), until the network is quiet; and the document itself. */
export async function measureBytes(
  stack: BenchStack,
  browser: Browser,
  offer: Offer,
  document: Ask,
): Promise<Bytes> {
  const offerScript = await scriptBytes(
    await openAs(browser, stack.shop.url, offer),
    offerUrl(stack.shop.url, offer),
  )
  const blankScript = await scriptBytes(await browser.newPage(), stack.baseline.url)
  const connection = new Connection()
  const { body, headers } = await expectStatus(connection, document, 200)
  connection.close()
  if (headers['content-encoding'] !== 'gzip') throw new Error('The offer page came uncompressed.')
  return { offerScript, blankScript, offerHtmlGzip: body.length, offerHtml: gunzipSync(body).length }
}

async function scriptBytes(page: Page, url: string): Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const loaded = await Promise.all(sizes)
  await page.context().close()
  return loaded.reduce((sum, size) => sum + size, 0)
}
