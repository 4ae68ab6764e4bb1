import { randomUUID } from 'node:crypto'
import { requestCode } from '../identity/request-code'
import { signIn } from '../identity/sign-in'
import { getViewer, type SignedIn } from '../identity/viewer'
import { type Browser, inBrowser, newBrowser } from './browser'
import { SHOP_URL, type Shop } from './shop'
import type { Shopper } from './shopper'

/** An address nobody else has. */
export const newEmail = () => `${randomUUID()}@example.com`

type Mail = { subject: string; text: string; received_at: string }

/** The mails of an address, the newest first. */
export async function mailsTo(shop: Shop, email: string): Promise<Mail[]> {
  const { items } = await shop.control<{ items: Mail[] }>('GET', `/mail?to=${encodeURIComponent(email)}`)
  return items
}

/** The newest code in the mailbox. */
export async function codeFor(shop: Shop, email: string): Promise<string> {
  const mails = await mailsTo(shop, email)
  const code = mails.map(({ subject }) => /\b\d{6}\b/.exec(subject)?.[0]).find(Boolean)
  if (!code) throw new Error(`no code was mailed to ${email}`)
  return code
}

export const ask = (browser: Browser, email: string, locale = 'en') =>
  inBrowser(browser, () => requestCode(email, locale))

export const type = (browser: Browser, code: string) => inBrowser(browser, () => signIn(code, 'en'))

/** Proves a mailbox in a browser. */
export async function signInWith(shop: Shop, browser: Browser, email: string): Promise<SignedIn> {
  const asked = await ask(browser, email)
  if (!asked.ok) throw new Error(`no code: ${asked.error}`)
  const signed = await type(browser, await codeFor(shop, email.trim().toLowerCase()))
  if (!signed.ok) throw new Error(`not signed in: ${signed.error}`)
  const { user } = await inBrowser(browser, getViewer)
  if (!user) throw new Error('nobody is signed in')
  return user
}

/** Somebody signed in, in a new browser; the shopper's parts work with them. */
export async function newSignedIn(shop: Shop, email = newEmail()): Promise<Shopper & { user: SignedIn }> {
  const browser = newBrowser(SHOP_URL)
  const user = await signInWith(shop, browser, email)
  return { browser, sessionId: '', email, user }
}
