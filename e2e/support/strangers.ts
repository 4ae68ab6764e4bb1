import type { APIRequestContext, APIResponse } from '@playwright/test'
import { settings } from './settings'

/** The form of an offer as a browser without scripts would send it, read from the page's own HTML. */
export type OfferForm = { url: string; impression: string; accept: string; decline: string }

const attribute = (tag: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

/** Reads the form of an offer page, with the browser that owns it. */
export async function readOfferForm(owner: APIRequestContext, url: string): Promise<OfferForm> {
  const html = await (await owner.get(url)).text()
  const tags = (pattern: RegExp) => html.match(pattern) ?? []
  const impression = tags(/<input[^>]*name="impression"[^>]*>/g)[0] ?? ''
  const actions = tags(/<button[^>]*name="\$ACTION_ID_[^>]*>/g).map((tag) => attribute(tag, 'name'))
  const [accept, decline] = actions.slice(-2)
  if (!impression || !accept || !decline) throw new Error('The offer page has no form to send.')
  return { url, impression: attribute(impression, 'value'), accept, decline }
}

/** Sends one button of the form from whatever browser, with whatever origin. */
export function sendOfferForm(
  from: APIRequestContext,
  form: OfferForm,
  button: 'accept' | 'decline',
  { url = form.url, origin = settings.shopUrl as string | null } = {},
): Promise<APIResponse> {
  return from.post(url, {
    headers: origin === null ? {} : { origin },
    multipart: { impression: form.impression, locale: 'en', [form[button]]: '' },
    maxRedirects: 0,
  })
}
