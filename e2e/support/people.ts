import { randomBytes } from 'node:crypto'
import type { Browser } from '@playwright/test'
import { settings } from './settings'
import { Shopper } from './shopper'

/** Somebody else with a browser and a mailbox of their own, who came by a campaign if one is named. */
export async function newShopper(browser: Browser, like: Shopper, campaign?: string): Promise<Shopper> {
  const context = await browser.newContext({ baseURL: settings.shopUrl })
  await like.watch.attach(context)
  const email = `shopper-${randomBytes(6).toString('hex')}@example.com`
  const shopper = new Shopper(await context.newPage(), email, like.language, like.emulator, like.watch)
  if (campaign) await shopper.page.goto(`/${like.language}/products/starter-course?utm_campaign=${campaign}`)
  return shopper
}

/** A name that no other story uses. */
export const newName = (kind: string): string => `${kind}-${randomBytes(4).toString('hex')}`
