import type { BenchStack } from './bench-stack.ts'
import { type Ask, Connection, expectStatus } from './http-client.ts'
import { compareUnderLoad, type Load } from './load.ts'
import type { Offer } from './shop-data.ts'
import { boughtProduct, offerUrl } from './shopper.ts'

export type PageName = 'home' | 'product' | 'offer' | 'bare'
export type PageTimes = { firstByte: number[]; whole: number[] }

/** The three pages people wait for, and the bare one. Asked for as browsers do: compressed. */
export function pageRequests(stack: BenchStack, offer: Offer): Record<PageName, Ask> {
  const headers = { 'accept-encoding': 'gzip', cookie: offer.cookie }
  const { url } = stack.shop
  return {
    home: { url: `${url}/en`, headers },
    product: { url: `${url}/en/products/${boughtProduct}`, headers },
    offer: { url: offerUrl(url, offer), headers },
    bare: { url: stack.baseline.url, headers },
  }
}

/** Asks for each page in turn, one request at a time. */
export async function measurePageTimes(
  pages: Record<PageName, Ask>,
  times: number,
): Promise<Record<PageName, PageTimes>> {
  const names = Object.keys(pages) as PageName[]
  const results = Object.fromEntries(
    names.map((name) => [name, { firstByte: [], whole: [] } as PageTimes]),
  ) as Record<PageName, PageTimes>
  const connections = new Map(names.map((name) => [name, new Connection()]))
  const warmUp = 20
  for (let round = 0; round < warmUp + times; round += 1) {
    for (const [name, connection] of connections) {
      const { firstByteMs, totalMs } = await expectStatus(connection, pages[name], 200)
      if (round < warmUp) continue
      results[name].firstByte.push(firstByteMs)
      results[name].whole.push(totalMs)
    }
  }
  for (const connection of connections.values()) connection.close()
  return results
}

/** Home, offer and bare page under load in turn. */
export function measurePageLoad(
  stack: BenchStack,
  pages: Record<PageName, Ask>,
  seconds: number,
  rounds: number,
): Promise<Record<'home' | 'offer' | 'bare', Load>> {
  const { shop, baseline } = stack
  const subject = (pid: number, ask: Ask) => ({ pid, status: 200, next: () => ask })
  return compareUnderLoad(
    {
      home: subject(shop.pid, pages.home),
      offer: subject(shop.pid, pages.offer),
      bare: subject(baseline.pid, pages.bare),
    },
    { concurrency: 8, seconds },
    rounds,
  )
}
