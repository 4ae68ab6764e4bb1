import { type Browser, chromium, type Page } from '@playwright/test'
import { browserFlags, findBrowser } from '../testing/browser.ts'
import type { BenchStack } from './bench-stack.ts'
import type { Offer } from './shop-data.ts'

/** The product whose purchase leads to an offer in the demo shop. */
export const boughtProduct = 'starter-course'

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: browserFlags })
}

/** The address of an offer's page. */
export const offerUrl = (shop: string, { orderId, impressionId }: Offer) =>
  `${shop}/en/orders/${orderId}/offers/${impressionId}`

/** Buys a product as people do, up to the offer that follows. Needs the worker. */
export async function buyAndSeeOffer(browser: Browser, { shop }: BenchStack): Promise<Offer> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(`${shop.url}/en/products/${boughtProduct}`)
    await page.getByRole('button', { name: /^Buy/ }).click()
    await page.waitForURL(/\/session\//)
    await page.getByLabel('Email').fill('bench@example.com')
    await page.getByLabel('Full name').fill('Mika Light')
    await page.getByLabel(/Postal|ZIP/i).fill('10115')
    await page.getByLabel('Card number').fill('4242424242424242')
    await page.getByLabel(/Expiry/i).fill('06/32')
    await page.getByLabel(/CVC|Security/i).fill('123')
    await page.locator('button[value=pay]').click()
    await page.waitForURL(/\/offers\//)
    const [, orderId = '', impressionId = ''] = /orders\/([\w-]+)\/offers\/([\w-]+)/.exec(page.url()) ?? []
    const cookie = (await context.cookies(shop.url)).find(({ name }) => name === 'upnext')
    return { orderId, impressionId, cookie: `${cookie?.name}=${cookie?.value}` }
  } finally {
    await context.close()
  }
}

/** A page of that shopper. */
export async function openAs(
  browser: Browser,
  shop: string,
  { cookie }: Offer,
  javaScriptEnabled = true,
): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: shop }])
  return context.newPage()
}
