import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ACTION_FORMS, type World } from '@/lib/testing/action-forms'
import { type Browser, inBrowser, newBrowser } from '@/lib/testing/browser'
import { listActions, OTHER_SITES } from '@/lib/testing/list-actions'
import { MERCHANT_ACTIONS } from '@/lib/testing/merchant-actions'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.mock('next/cache', () => ({ refresh: () => undefined }))
vi.mock('next/navigation', () => ({
  redirect: (url: string) => {
    throw new Error(`to ${url}`)
  },
}))
const shop = await openShop()

const { newSignedIn, signInWith } = await import('@/lib/testing/account')
const { ownedBy } = await import('@/lib/testing/owned-by')
const people = await import('@/lib/testing/shopper')
const { cardFor, newPlace } = await import('@/lib/testing/places')
const { db } = await import('@/lib/db/prisma')
const { keepCard } = await import('@/lib/customers/keep-card')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { listKeptCards } = await import('@/lib/customers/queries')

type Action = (data: unknown) => Promise<void>

/** Files whose every action is held against the same actors by a test of their own. */
const HELD_THERE = new Map<string, string>([
  ['lib/subscriptions/actions.ts', 'lib/subscriptions/actions.integration.test.ts'],
  ['lib/funnels/actions.ts', 'lib/funnels/actions.integration.test.ts'],
  ...MERCHANT_ACTIONS.map((file) => [file, 'lib/merchants/actions.integration.test.ts'] as const),
])

const found = listActions().filter(({ file }) => !HELD_THERE.has(file))
const actions = new Map<string, Action>()
for (const { file, name } of found) {
  const module = (await import(/* @vite-ignore */ `../../${file}`)) as Record<string, Action>
  const action = module[name]
  if (action) actions.set(name, action)
}

async function lead(browser: Browser, name: string, data: unknown): Promise<string> {
  const action = actions.get(name)
  if (!action) throw new Error(`There is no ${name}.`)
  return inBrowser(browser, () =>
    action(data).then(
      () => 'nowhere',
      (error: Error) => error.message,
    ),
  )
}

function formOf(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ locale: 'en', ...fields })) data.set(name, value)
  return data
}

let world: World
let owner: Awaited<ReturnType<typeof newSignedIn>>

/** Somebody with something of everything that the actions are about. */
async function makeOwner(): Promise<void> {
  owner = await newSignedIn(shop)
  const first = await people.newProduct()
  await newPlace('order_page', first)
  const { orderId, url } = await people.openCheckout(owner, first.slug)
  await people.pay(owner, url)
  await people.comeBack(owner, orderId)
  await keepCard(owner.user.id, orderId, { locale: 'en', userAgent: null })
  const unpaid = await people.openCheckout(owner, (await people.newProduct()).slug)
  const clicked = await people.newOffer(owner)
  await people.accept(owner, clicked.impressionId)
  const line = await db.orderLine.findFirstOrThrow({ where: { impressionId: clicked.impressionId } })
  await resolveAttempt((await people.theAttempt(clicked.impressionId)).id)
  const offer = await people.newOffer(owner)
  const [card] = await inBrowser(owner.browser, listKeptCards)
  const suggestion = await cardFor(owner, orderId)
  world = {
    browser: owner.browser,
    impression: offer.impressionId,
    suggestion: suggestion?.impressionId ?? '',
    order: orderId,
    unpaid: unpaid.orderId,
    clicked: { order: line.orderId, line: line.id },
    card: card?.id ?? '',
    slug: (await people.newProduct()).slug,
  }
}

const copy = (browser: Browser, headers: Record<string, string | undefined> = {}): Browser => ({
  cookies: new Map(browser.cookies),
  headers: Object.fromEntries(
    Object.entries({ ...browser.headers, ...headers }).filter(
      (entry): entry is [string, string] => !!entry[1],
    ),
  ),
})

/** All that is the owner's, and what the provider was asked. */
const snapshot = async () => ({
  ...(await ownedBy(owner.user.id)),
  posts: shop.line.calls.filter(({ method }) => method !== 'GET').length,
})

const STRANGERS: Record<string, () => Promise<Browser>> = {
  'an anonymous visitor': async () => newBrowser(SHOP_URL),
  'another guest': async () => (await people.newCustomer()).browser,
  'another customer': async () => (await newSignedIn(shop)).browser,
  'the browser of the owner after signing out': async () => {
    const browser = copy(owner.browser)
    browser.cookies.delete('upnext-login')
    return browser
  },
  'a cookie of a login that was ended': async () => copy(ended),
}

/** A browser whose login as the owner was ended. */
let ended: Browser

async function endLogin(): Promise<void> {
  ended = newBrowser(SHOP_URL)
  const { id } = await signInWith(shop, ended, owner.email)
  const newest = await db.login.findFirstOrThrow({ where: { userId: id }, orderBy: { createdAt: 'desc' } })
  await db.login.delete({ where: { id: newest.id } })
}

test('every action there is stands in this matrix', () => {
  for (const [file, held] of HELD_THERE) {
    expect(readFileSync(file, 'utf8')).toContain('use server')
    expect(readFileSync(held, 'utf8')).toContain('Object.entries(actions)')
  }
  expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(ACTION_FORMS).toSorted())
  expect([...actions.keys()].toSorted()).toEqual(Object.keys(ACTION_FORMS).toSorted())
})

/** Where a wrong form leads, if not home: to where the page of a product would be; to the pictures of those without a plan. */
const AWAY: Record<string, RegExp> = {
  startCheckoutAction: /^to \/(en\/products\/[a-z0-9-]+)?$/,
  exportPictureAction: /^to \/(en\/edit)?$/,
}

const names = Object.keys(ACTION_FORMS)

// One owner for the whole matrix: nothing in it may change what is theirs.
beforeAll(async () => {
  await makeOwner()
  await endLogin()
})

describe.each(names)('%s', (name) => {
  const { form = () => ({}), open } = ACTION_FORMS[name] ?? {}

  test('changes nothing of the owner’s for a stranger', async () => {
    const browsers = await Promise.all(Object.values(STRANGERS).map((make) => make()))
    for (const browser of browsers) {
      const { posts, ...before } = await snapshot()
      const to = await lead(browser, name, formOf(form(world)))
      const { posts: after, ...now } = await snapshot()
      expect(now).toEqual(before)
      if (!open) expect(after).toBe(posts)
      expect(to).toMatch(/^to (\/|http:\/\/127\.0\.0\.1:\d+\/session\/)/)
    }
  })

  test('does nothing for the owner on another site’s behalf', async () => {
    const before = await snapshot()
    const codes = await db.loginCode.count()
    for (const headers of Object.values(OTHER_SITES)) {
      expect(await lead(copy(owner.browser, headers), name, formOf(form(world)))).toBe('to /')
    }
    expect(await snapshot()).toEqual(before)
    expect(await db.loginCode.count()).toBe(codes)
  })

  test('takes nothing but its own form', async () => {
    const before = await snapshot()
    const fields = form(world)
    const bad = [
      '',
      ' ',
      'A'.repeat(400),
      "' OR 1=1 --",
      '__proto__',
      'constructor',
      '{"not":""}',
      '../..',
      '\0',
    ]
    const forms: unknown[] = [
      undefined,
      null,
      'x',
      1,
      [],
      {},
      { ...fields, locale: 'en' },
      { token: { not: '' } },
      [formOf(fields)],
    ]
    for (const value of bad) {
      forms.push(formOf({ ...fields, locale: value }), formOf({ ...fields, [value || 'more']: 'x' }))
      for (const field of Object.keys(fields).filter((key) => key !== 'code' && key !== 'email'))
        forms.push(formOf({ ...fields, [field]: value }))
    }
    const twice = formOf(fields)
    twice.append('locale', 'en')
    const file = formOf(fields)
    file.set('locale', new Blob(['en']))
    const away = AWAY[name] ?? /^to \/$/
    for (const data of [...forms, twice, file]) expect(await lead(owner.browser, name, data)).toMatch(away)
    expect(await snapshot()).toEqual(before)
  })
})

test('what the owner does from their own page works, so that nothing above passes for another reason', async () => {
  await makeOwner()
  expect(await lead(owner.browser, 'acceptOfferAction', formOf({ impression: world.impression }))).toContain(
    'accepted=1',
  )
  expect(await lead(owner.browser, 'resumeCheckoutAction', formOf({ order: world.unpaid }))).toContain(
    '/session/',
  )
  expect(await lead(owner.browser, 'declineSuggestionAction', formOf({ impression: world.suggestion }))).toBe(
    `to /en/orders/${world.order}`,
  )
  expect(await lead(owner.browser, 'switchOffersAction', formOf({ offers: 'off' }))).toContain(
    'notice=offers_off',
  )
  expect(await lead(owner.browser, 'chooseCardAction', formOf({ card: world.card }))).toContain(
    'notice=card_chosen',
  )
  expect(await lead(owner.browser, 'removeCardAction', formOf({ card: world.card }))).toContain(
    'notice=card_removed',
  )
  expect(await db.savedMethod.count({ where: { userId: owner.user.id, revokedAt: null } })).toBe(0)
})

test('a login of more than a day ago erases nothing until a new code is typed', async () => {
  await makeOwner()
  await db.login.updateMany({
    where: { userId: owner.user.id },
    data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
  })
  expect(await lead(owner.browser, 'eraseAccountAction', formOf({}))).toBe(
    'to /en/account/sign-in?next=%2Fen%2Faccount%2Ferase',
  )
  expect((await snapshot()).user?.erasedAt).toBeNull()
  await signInWith(shop, owner.browser, owner.email)
  expect(await lead(owner.browser, 'eraseAccountAction', formOf({}))).toBe('to /en/account/erased')
  expect((await snapshot()).user?.erasedAt).not.toBeNull()
})
