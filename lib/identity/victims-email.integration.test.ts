import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Browser, inBrowser, newBrowser } from '@/lib/testing/browser'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
const shop = await openShop()

const { ask, codeFor, newEmail, signInWith, type } = await import('@/lib/testing/account')
const { db } = await import('@/lib/db/prisma')
const { getAccount } = await import('@/lib/account/queries')
const { getCardOfOrder, listKeptCards } = await import('@/lib/customers/queries')
const { keepCard } = await import('@/lib/customers/keep-card')
const { applyPayment } = await import('@/lib/charges/apply-payment')
const { fetchPayment } = await import('@/lib/dodo/payment')
const { findOwnImpression } = await import('@/lib/offers/find-own-impression')
const { acceptOffer } = await import('@/lib/offers/accept-offer')
const { getOffer } = await import('@/lib/offers/queries')
const { getOrder } = await import('@/lib/orders/queries')
const { getViewer } = await import('./viewer')
const { paymentsAt } = await import('@/lib/testing/payments')
const people = await import('@/lib/testing/shopper')
const { isCharge } = await import('@/lib/testing/provider-line')

type Person = { browser: Browser; email: string; sessionId: string }

let victim: Person
let attacker: Person

beforeEach(async () => {
  const email = newEmail()
  victim = { browser: newBrowser(SHOP_URL), email, sessionId: '' }
  attacker = { ...(await people.newShopper()), email }
})

const seen = { locale: 'en' as const, userAgent: null }

/** Buys with an address typed at the provider's page, and comes back. */
async function buy(person: Person, email = person.email) {
  const checkout = await people.openCheckout(person, (await people.newProduct()).slug)
  await people.pay(person, checkout.url, { email })
  await people.comeBack(person, checkout.orderId)
  const line = await db.orderLine.findFirstOrThrow({
    where: { orderId: checkout.orderId, impressionId: null },
    include: { payment: true, entitlements: true },
  })
  if (!line.payment) throw new Error('it was not paid')
  return { orderId: checkout.orderId, payment: line.payment, licence: line.entitlements[0]?.licenseKey ?? '' }
}

const signIn = (person: Person, email = person.email) => signInWith(shop, person.browser, email)
const sees = (person: Person, orderId: string) => inBrowser(person.browser, () => getOrder(orderId, 'en'))
const account = (person: Person) => inBrowser(person.browser, () => getAccount('en'))

/** The victim, signed in, with a card they keep. */
async function withKeptCard() {
  const user = await signIn(victim)
  const bought = await buy(victim)
  expect(await keepCard(user.id, bought.orderId, seen)).toEqual({ ok: true, value: null })
  return { user, ...bought }
}

const chargesTo = (customer: string) =>
  shop.line.calls.filter((call) => isCharge(call) && JSON.stringify(call.body.customer).includes(customer))
    .length

const accept = async (person: Person, impressionId: string) => {
  const impression = await inBrowser(person.browser, () => findOwnImpression(impressionId))
  return impression && acceptOffer(impression, people.seen)
}

/** Nothing of this user's can be reached or charged from there. */
async function expectOut(person: Person, theirs: { orderId: string; payment: { providerCustomer: string } }) {
  const before = chargesTo(theirs.payment.providerCustomer)
  expect(await sees(person, theirs.orderId)).toBeNull()
  expect(await inBrowser(person.browser, listKeptCards)).toEqual([])
  expect(await inBrowser(person.browser, () => getCardOfOrder(theirs.orderId))).toBeNull()
  const offer = await people.buyNow(person, (await people.newProduct()).slug)
  if (offer?.kind === 'presented') await accept(person, offer.impressionId)
  expect(chargesTo(theirs.payment.providerCustomer)).toBe(before)
}

describe('somebody buys as a guest with the address of the victim', () => {
  test('1: before the victim has an account, who then signs in: the goods move, the card does not', async () => {
    const bought = await buy(attacker)
    const user = await signIn(victim)
    const mine = await account(victim)
    expect(mine?.orders.map(({ id }) => id)).toEqual([bought.orderId])
    expect(JSON.stringify(mine?.library)).toContain(bought.licence)
    expect(mine?.cards).toEqual([])
    expect(await inBrowser(victim.browser, () => getCardOfOrder(bought.orderId))).toBeNull()
    expect(await keepCard(user.id, bought.orderId, seen)).toEqual({ ok: false, error: 'gone' })
    expect(await people.buyNow(victim, (await people.newProduct()).slug)).toBeNull()
    expect(chargesTo(bought.payment.providerCustomer)).toBe(0)
  })

  test('2: who has an account and keeps a card: that card is out of reach', async () => {
    const theirs = await withKeptCard()
    const bought = await buy(attacker)
    expect(bought.payment.providerCustomer).not.toBe(theirs.payment.providerCustomer)
    await expectOut(attacker, theirs)
    expect(chargesTo(bought.payment.providerCustomer)).toBe(1)
  })

  test('3: who has an account and keeps no card: no card is taken from anywhere', async () => {
    const user = await signIn(victim)
    const theirs = await buy(victim)
    await buy(attacker)
    await expectOut(attacker, theirs)
    expect(await db.savedMethod.count({ where: { userId: user.id } })).toBe(0)
  })

  test('4: in capitals: the victim claims it, and the attacker gains nothing', async () => {
    const theirs = await withKeptCard()
    const bought = await buy(attacker, attacker.email.toUpperCase())
    await expectOut(attacker, theirs)
    await signIn(victim)
    expect(await sees(victim, bought.orderId)).not.toBeNull()
    expect(await sees(attacker, bought.orderId)).toBeNull()
  })

  test('5 and 6: with dots or a plus: that is another mailbox, and nothing moves', async () => {
    const [name, host] = victim.email.split('@')
    for (const email of [`a.${name}@${host}`, `${name}+shop@${host}`]) {
      const bought = await buy(attacker, email)
      await signIn(victim)
      expect(await sees(victim, bought.orderId)).toBeNull()
      expect(await sees(attacker, bought.orderId)).not.toBeNull()
    }
  })

  test('7: with signs that only look like it: nothing moves, and no code is sent there', async () => {
    const lookalike = victim.email.replace('@', '\u212a@')
    const plain = victim.email.replace('@', 'k@')
    const bought = await buy(attacker)
    await db.order.update({ where: { id: bought.orderId }, data: { email: lookalike } })
    expect(await ask(attacker.browser, lookalike)).toEqual({ ok: false, error: 'invalid_email' })
    await signIn(victim, plain)
    expect(await sees(victim, bought.orderId)).toBeNull()
  })

  test('8: having asked for a code first: no account comes to be, and the victim begins with a clean one', async () => {
    await ask(attacker.browser, victim.email)
    for (const guess of ['000000', '123456', '']) expect((await type(attacker.browser, guess)).ok).toBe(false)
    expect(await db.user.count({ where: { email: victim.email } })).toBe(0)
    const user = await signIn(victim)
    expect((await inBrowser(attacker.browser, getViewer)).user).toBeNull()
    expect(await db.login.count({ where: { userId: user.id } })).toBe(1)
  })

  test('9: and the provider takes the payment for the victim’s customer: delivered, and one click is refused', async () => {
    const theirs = await withKeptCard()
    const bought = await buy(attacker)
    const open = await people.buyNow(attacker, (await people.newProduct()).slug)
    if (open?.kind !== 'presented') throw new Error('no offer')
    await db.payment.update({
      where: { id: bought.payment.id },
      data: { providerCustomer: theirs.payment.providerCustomer },
    })
    expect(await people.buyNow(attacker, (await people.newProduct()).slug)).toBeNull()
    const before = chargesTo(theirs.payment.providerCustomer)
    expect(await accept(attacker, open.impressionId)).toMatchObject({ to: 'checkout' })
    expect(chargesTo(theirs.payment.providerCustomer)).toBe(before)
    expect(JSON.stringify(shop.line.calls.at(-1)?.body)).not.toContain(theirs.payment.providerCustomer)
    await expectOut(attacker, theirs)
    expect((await account(victim))?.cards).toHaveLength(1)
  })

  test('10: and a webhook names the victim’s customer: nothing is learnt from it', async () => {
    const theirs = await withKeptCard()
    const checkout = await people.openCheckout(attacker, (await people.newProduct()).slug)
    await people.pay(attacker, checkout.url)
    const { data } = { data: await db.customerLink.findMany({ orderBy: { userId: 'asc' } }) }
    const told = await fetchPayment(await paymentsAt(shop).latest(attacker.email))
    if (!told.ok) throw new Error('the payment could not be read')
    await applyPayment({
      ...told.value,
      customer: { ...told.value.customer, id: theirs.payment.providerCustomer },
    })
    expect(await db.customerLink.findMany({ orderBy: { userId: 'asc' } })).toEqual(data)
    expect(await sees(attacker, checkout.orderId)).toMatchObject({ state: 'paid' })
    await expectOut(attacker, theirs)
    expect(await listCards(victim)).toHaveLength(1)
  })

  test('11: and leaves an offer open, which the victim takes after claiming: nobody’s kept card pays', async () => {
    const bought = await buy(attacker)
    const offer = await people.buyNow(attacker, (await people.newProduct()).slug)
    if (offer?.kind !== 'presented') throw new Error('no offer')
    await signIn(victim)
    const shown = await inBrowser(victim.browser, () => getOffer(offer.orderId, offer.impressionId, 'en'))
    expect(shown).toMatchObject({ path: 'hosted_checkout', pathReason: 'not_yours_to_charge' })
    const to = await accept(victim, offer.impressionId)
    expect(to).toMatchObject({ to: 'checkout' })
    expect(chargesTo(bought.payment.providerCustomer)).toBe(0)
    const last = shop.line.calls.at(-1)
    expect(JSON.stringify(last?.body.customer)).not.toContain(bought.payment.providerCustomer)
  })

  test('12: and keeps the old session after the victim claimed: it opens nothing any more', async () => {
    const bought = await buy(attacker)
    const offer = await people.buyNow(attacker, (await people.newProduct()).slug)
    if (offer?.kind !== 'presented') throw new Error('no offer')
    await signIn(victim)
    expect(await sees(attacker, bought.orderId)).toBeNull()
    expect(await accept(attacker, offer.impressionId)).toBeNull()
    expect(chargesTo(bought.payment.providerCustomer)).toBe(0)
  })
})

test('13: one mailbox is one account, however it is spelled', async () => {
  const one = await signIn(victim)
  const two = await signIn({ ...victim, browser: newBrowser(SHOP_URL) }, ` ${victim.email.toUpperCase()} `)
  expect(two.id).toBe(one.id)
  await expect(
    db.user.create({ data: { id: 'x', email: victim.email.toUpperCase(), emailVerified: true } }),
  ).rejects.toThrow()
})

test('14: a signed-in buyer who types the victim’s address at the checkout stays who they are', async () => {
  const own = newEmail()
  await signIn(attacker, own)
  const bought = await buy(attacker, victim.email)
  const [checkout] = shop.line.calls.filter(
    ({ path, body }) =>
      path === '/checkouts' && JSON.stringify(body.customer)?.includes(bought.payment.providerCustomer),
  )
  expect(checkout?.body).toMatchObject({
    feature_flags: { always_create_new_customer: false, allow_customer_editing_email: false },
  })
  expect(bought.payment.email).toBe(own)
  await signIn(victim)
  expect((await account(victim))?.orders).toEqual([])
  expect(await sees(attacker, bought.orderId)).not.toBeNull()
})

test('15: a signed-in purchase that comes in as another customer is delivered, and its card is never kept', async () => {
  const theirs = await withKeptCard()
  const own = newEmail()
  const user = await signIn(attacker, own)
  const checkout = await people.openCheckout(attacker, (await people.newProduct()).slug)
  await people.pay(attacker, checkout.url)
  const told = await fetchPayment(await paymentsAt(shop).latest(own))
  if (!told.ok) throw new Error('the payment could not be read')
  await applyPayment({
    ...told.value,
    customer: { ...told.value.customer, id: theirs.payment.providerCustomer },
  })
  expect(await sees(attacker, checkout.orderId)).toMatchObject({ state: 'paid' })
  expect(await keepCard(user.id, checkout.orderId, seen)).toEqual({ ok: false, error: 'gone' })
  await expectOut(attacker, theirs)
})

const listCards = (person: Person) => inBrowser(person.browser, listKeptCards)

test('a code for the victim is of no use to whoever only sees the mail', async () => {
  await ask(victim.browser, victim.email)
  const code = await codeFor(shop, victim.email)
  await ask(attacker.browser, newEmail())
  expect((await type(attacker.browser, code)).ok).toBe(false)
})
