import { submitCheckout } from '../../emulator/testing.ts'
import { copyOffer, type Offer, withDatabase } from '../bench/shop-data.ts'
import { boughtProduct } from '../bench/shopper.ts'
import { type Answer, asBrowser, type Form, findForm, formRequest, send } from './http.ts'
import type { Instance, TrustStack } from './stack.ts'
import { makeCopiesWhole } from './whole-copies.ts'

/** Somebody who has bought something and sees an offer, with the form that says yes to it. */
export type Customer = { email: string; offer: Offer; form: Form }

const PAY = /^Pay /

/** An offer to be answered, and whose card it would charge. */
export type OpenOffer = Offer & { customer: Customer }

let purchases: Promise<unknown> = Promise.resolve()

/**
 * Somebody new. They buy one after the other, and once more if the shop made no offer: it leaves one out when pricing it
 * takes too long, which is right and no subject here. The offer must have a button with these words.
 */
export function newCustomer(
  stack: TrustStack,
  email: string,
  card = '4242424242424242',
  button = PAY,
): Promise<Customer> {
  const bought = purchases.then(async () => {
    for (let tries = 1; tries < 4; tries += 1) {
      const customer = await buy(stack, email, card, button).catch(() => null)
      if (customer) return customer
    }
    return buy(stack, email, card, button)
  })
  purchases = bought.catch(() => undefined)
  return bought
}

/** Buys a product on the shop's own pages and on the provider's, up to the offer that follows; without scripts. */
async function buy(stack: TrustStack, email: string, card: string, button: RegExp): Promise<Customer> {
  await forgetLimits(stack)
  const { visit, cookie } = newVisitor(stack)
  const productPage = await visit(`${stack.shopUrl}/en/products/${boughtProduct}`)
  const started = await visit(
    `${stack.shopUrl}/en/products/${boughtProduct}`,
    findForm(productPage.body, /^Buy/),
  )
  const paid = await submitCheckout(started.headers.location ?? '', {
    email,
    country: 'DE',
    postalCode: '10115',
    number: card,
  })
  const found = /orders\/([\w-]+)\/offers\/([\w-]+)/
  let next = paid.headers.get('location') ?? ''
  for (let hop = 0; hop < 20 && !found.test(next); hop += 1) {
    const answer = await visit(new URL(next, stack.shopUrl).toString())
    next = answer.headers.location ?? next
    if (!answer.headers.location) await new Promise((resolve) => setTimeout(resolve, 250))
  }
  const [, orderId = '', impressionId = ''] = found.exec(next) ?? []
  if (!impressionId) throw new Error(`No offer came after the purchase, but ${next}.`)
  const offer = { orderId, impressionId, cookie: cookie() }
  const page = await visit(pageOf(stack.shopUrl, offer))
  return { email, offer, form: findForm(page.body, button) }
}

/** A browser without scripts that keeps its cookies. */
export function newVisitor(stack: TrustStack) {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    cookie,
    async visit(url: string, form?: Form): Promise<Answer> {
      const sent = form && formRequest(form)
      const headers = { ...asBrowser(stack.shopUrl, cookie()), ...sent?.headers }
      const answer = await send(url, { ...(sent && { method: 'POST', body: sent.body }), headers })
      if (!answer) throw new Error(`${url} gave no answer.`)
      for (const line of answer.headers['set-cookie'] ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        jar.set(name, value)
      }
      return answer
    },
  }
}

/** Opens the provider's page for a product, as a new browser, and answers its address. */
export async function openHostedCheckout(stack: TrustStack): Promise<string> {
  await forgetLimits(stack)
  const url = `${stack.shopUrl}/en/products/${boughtProduct}`
  const headers = asBrowser(stack.shopUrl, '')
  const page = await send(url, { headers })
  const { headers: own, body } = formRequest(findForm(page?.body ?? '', /^Buy/))
  const started = await send(url, { method: 'POST', headers: { ...headers, ...own }, body })
  return started?.headers.location ?? ''
}

const pageOf = (url: string, { orderId, impressionId }: Offer) =>
  `${url}/en/orders/${orderId}/offers/${impressionId}`

/** Copies of a customer's order and offer, each another browser's, all on the same card. */
export async function newOffers(stack: TrustStack, customer: Customer, count: number): Promise<OpenOffer[]> {
  const copies = await copyOffer(stack.databaseUrl, customer.offer, count)
  await makeCopiesWhole(stack.databaseUrl, customer.offer, copies)
  return copies.map((offer) => ({ ...offer, customer }))
}

/** Presses "Pay now" on an offer's page, at one instance; `as` is another browser than the offer's own. */
export function click(
  stack: TrustStack,
  at: Instance,
  offer: OpenOffer,
  as: { cookie: string } = offer,
): Promise<Answer | null> {
  const { customer } = offer
  const own = (text: string) =>
    text
      .replaceAll(customer.offer.orderId, offer.orderId)
      .replaceAll(customer.offer.impressionId, offer.impressionId)
  const fields = customer.form.fields.map(([name, value]): [string, string] => [name, own(value)])
  const { headers, body } = formRequest({ fields })
  return send(pageOf(at.url, offer), {
    method: 'POST',
    headers: { ...asBrowser(stack.shopUrl, as.cookie), ...headers },
    body,
  })
}

/** Reads the offer's page as its shopper and presses the button with these words there. */
export async function pressOnPage(
  stack: TrustStack,
  at: Instance,
  offer: OpenOffer,
  button: RegExp,
): Promise<Answer | null> {
  const headers = asBrowser(stack.shopUrl, offer.cookie)
  const page = await send(pageOf(at.url, offer), { headers })
  const { headers: own, body } = formRequest(findForm(page?.body ?? '', button))
  return send(pageOf(at.url, offer), { method: 'POST', headers: { ...headers, ...own }, body })
}

/** Where an answer leads, without the shop's own address; null when it leads nowhere. */
export const leadsTo = (stack: TrustStack, answer: Answer | null): string | null => {
  const location = answer?.headers.location
  return location ? location.replace(stack.shopUrl, '') : null
}

/** The limits on what one address may open are for strangers, not for a run of a thousand shoppers. */
async function forgetLimits({ databaseUrl }: TrustStack): Promise<void> {
  await withDatabase(databaseUrl, (client) =>
    client.query(
      `DO $$ BEGIN IF to_regclass('rate_limit') IS NOT NULL THEN DELETE FROM rate_limit; END IF; END $$`,
    ),
  )
}
