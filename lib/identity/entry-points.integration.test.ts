import { readdirSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Browser, inBrowser, newBrowser } from '@/lib/testing/browser'
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
const people = await import('@/lib/testing/shopper')
const { db } = await import('@/lib/db/prisma')
const { keepCard } = await import('@/lib/customers/keep-card')
const { listKeptCards } = await import('@/lib/customers/queries')

type Action = (data: FormData) => Promise<void>

/** Every function a browser may call, found in the sources as the compiler finds them. */
function listActions(): { file: string; name: string }[] {
  const files = readdirSync('.', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /^(app|components|lib)\/.*\.tsx?$/.test(file) && !file.startsWith('lib/db/generated'),
  )
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    if (!/^\s*['"]use server['"]/m.test(text)) return []
    return [...text.matchAll(/^export (?:async function|const|default) (\w+)/gm)].map((match) => ({
      file,
      name: match[1] ?? '',
    }))
  })
}

/** What an owner has that others want. */
type World = {
  browser: Browser
  impression: string
  order: string
  unpaid: string
  card: string
  slug: string
}

/** The form of each action as its own page sends it, about the owner's things. `open`: anybody may use it. */
const FORMS: Record<string, { form: (world: World) => Record<string, string>; open?: true }> = {
  acceptOfferAction: { form: ({ impression }) => ({ impression }) },
  payAnotherWayAction: { form: ({ impression }) => ({ impression }) },
  declineOfferAction: { form: ({ impression }) => ({ impression }) },
  startCheckoutAction: { form: ({ slug }) => ({ product: slug }), open: true },
  resumeCheckoutAction: { form: ({ unpaid }) => ({ order: unpaid }) },
  keepCardAction: { form: ({ order }) => ({ order }) },
  removeCardAction: { form: ({ card }) => ({ card }) },
  chooseCardAction: { form: ({ card }) => ({ card }) },
  switchOffersAction: { form: () => ({ offers: 'off' }) },
  eraseAccountAction: { form: () => ({}) },
  requestCodeAction: { form: () => ({ email: 'somebody@example.com' }), open: true },
  resendCodeAction: { form: () => ({}), open: true },
  startOverAction: { form: () => ({}), open: true },
  signInAction: { form: () => ({ code: '123456' }), open: true },
  signOutAction: { form: () => ({}), open: true },
  signOutEverywhereAction: { form: () => ({}), open: true },
}

/** Files whose own test takes every action there is in them, as everybody. */
const ELSEWHERE: Record<string, string> = {
  'lib/subscriptions/actions.ts': 'lib/subscriptions/actions.integration.test.ts',
}

const all = listActions()
const found = all.filter(({ file }) => !(file in ELSEWHERE))
const actions = new Map<string, Action>()
for (const { file, name } of found) {
  const module = (await import(/* @vite-ignore */ `../../${file}`)) as Record<string, Action>
  const action = module[name]
  if (action) actions.set(name, action)
}

async function lead(browser: Browser, name: string, data: unknown): Promise<string> {
  const action = actions.get(name) as unknown as (data: unknown) => Promise<void>
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

beforeEach(async () => {
  owner = await newSignedIn(shop)
  const { orderId, url } = await people.openCheckout(owner, (await people.newProduct()).slug)
  await people.pay(owner, url)
  await people.comeBack(owner, orderId)
  await keepCard(owner.user.id, orderId, { locale: 'en', userAgent: null })
  const unpaid = await people.openCheckout(owner, (await people.newProduct()).slug)
  const offer = await people.newOffer(owner)
  const [card] = await inBrowser(owner.browser, listKeptCards)
  world = {
    browser: owner.browser,
    impression: offer.impressionId,
    order: orderId,
    unpaid: unpaid.orderId,
    card: card?.id ?? '',
    slug: (await people.newProduct()).slug,
  }
})

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
  user: await db.user.findUnique({ where: { id: owner.user.id } }),
  logins: await db.login.count({ where: { userId: owner.user.id } }),
  cards: await db.savedMethod.findMany({ where: { userId: owner.user.id } }),
  orders: await db.order.findMany({ where: { userId: owner.user.id }, include: { lines: true } }),
  impressions: await db.impression.findMany({ where: { order: { userId: owner.user.id } } }),
  attempts: await db.chargeAttempt.findMany({ where: { order: { userId: owner.user.id } } }),
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
  'a cookie of a login that was ended': async () => {
    const browser = newBrowser(SHOP_URL)
    const { id } = await signInWith(shop, browser, owner.email)
    const newest = await db.login.findFirstOrThrow({ where: { userId: id }, orderBy: { createdAt: 'desc' } })
    await db.login.delete({ where: { id: newest.id } })
    return browser
  },
}

const SITES: Record<string, Record<string, string | undefined>> = {
  'another site': { origin: 'https://evil.test' },
  'a page without an origin': { origin: 'null' },
  'something that names no origin': { origin: undefined },
  'a cross-site request': { 'sec-fetch-site': 'cross-site' },
  'a subdomain': { 'sec-fetch-site': 'same-site' },
}

test('every action there is stands in this matrix, or in a test of its file that takes them all', () => {
  for (const [file, test] of Object.entries(ELSEWHERE)) {
    expect(all.map((action) => action.file)).toContain(file)
    expect(readFileSync(test, 'utf8')).toContain('Object.entries(actions)')
  }
  expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(FORMS).toSorted())
  expect([...actions.keys()].toSorted()).toEqual(Object.keys(FORMS).toSorted())
})

const names = Object.keys(FORMS)

describe.each(names)('%s', (name) => {
  const { form = () => ({}), open } = FORMS[name] ?? {}

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
    for (const headers of Object.values(SITES)) {
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
      '22',
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
    // A product nobody sells leads to where its page would be.
    const away = name === 'startCheckoutAction' ? /^to \/(en\/products\/[a-z0-9-]+)?$/ : /^to \/$/
    for (const data of [...forms, twice, file]) expect(await lead(owner.browser, name, data)).toMatch(away)
    expect(await snapshot()).toEqual(before)
  })
})

test('what the owner does from their own page works, so that nothing above passes for another reason', async () => {
  expect(await lead(owner.browser, 'acceptOfferAction', formOf({ impression: world.impression }))).toContain(
    'accepted=1',
  )
  expect(await lead(owner.browser, 'resumeCheckoutAction', formOf({ order: world.unpaid }))).toContain(
    '/session/',
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
