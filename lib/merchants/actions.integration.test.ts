import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Browser, inBrowser, newBrowser } from '@/lib/testing/browser'
import { listActions, OTHER_SITES } from '@/lib/testing/list-actions'
import { MERCHANT_ACTIONS } from '@/lib/testing/merchant-actions'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.mock('next/navigation', () => ({
  redirect: (url: string) => {
    throw new Error(`to ${url}`)
  },
  notFound: () => {
    throw new Error('not found')
  },
}))
const shop = await openShop()

const { codeFor, newEmail, newSignedIn } = await import('@/lib/testing/account')
const { db } = await import('@/lib/db/prisma')
const { addStaff } = await import('./change-staff')
const { requestStaffCode, signInStaff } = await import('./sign-in')
const { createFunnel } = await import('@/lib/funnels/drafts')

type Role = 'owner' | 'editor' | 'viewer'
type World = {
  funnel: string
  version: string
  experiment: string
  message: string
  break: string
  staff: string
  endpoint: string
  delivery: string
  n: number
}

/** The form of each action as its page sends it, and the least role that may send it; null for whoever signs in. */
const FORMS: Record<string, { role: Role | null; form: (world: World) => Record<string, string> }> = {
  requestStaffCodeAction: { role: null, form: () => ({ email: 'somebody@example.com' }) },
  startOverStaffAction: { role: null, form: () => ({}) },
  signInStaffAction: { role: null, form: () => ({ code: '123456' }) },
  signOutStaffAction: { role: null, form: () => ({}) },
  inviteStaffAction: { role: 'owner', form: () => ({ email: newEmail(), role: 'viewer' }) },
  changeRoleAction: { role: 'owner', form: ({ staff }) => ({ id: staff, role: 'editor' }) },
  removeStaffAction: { role: 'owner', form: ({ staff }) => ({ id: staff }) },
  requeueAction: { role: 'editor', form: ({ message }) => ({ message, reason: 'tried again' }) },
  releaseAction: {
    role: 'owner',
    form: () => ({ attempt: 'A'.repeat(22), reason: 'looked', evidence: 'none', sure: 'yes' }),
  },
  closeBreakAction: { role: 'owner', form: (world) => ({ break: world.break, reason: 'explained' }) },
  saveSettingsAction: {
    role: 'owner',
    form: ({ n }) => ({
      ...{ monthlyAsks: String(n % 90), monthlyAsksAfterRefund: '2', ranking: 'priority', undoMinutes: '30' },
      ...{ pauseAfterUnknown: '5', defaultDeadlineMinutes: '30', defaultCooldownDays: '30' },
      ...{ planChangeMode: 'difference_immediately', saveDiscountCode: 'stay30' },
    }),
  },
  createExperimentAction: {
    role: 'editor',
    form: ({ n, funnel }) => ({ key: `x-${n}`, first: funnel, second: '', holdOut: '10' }),
  },
  startExperimentAction: { role: 'editor', form: ({ experiment }) => ({ experiment }) },
  addEndpointAction: { role: 'owner', form: ({ n }) => ({ url: `https://hooks.example.com/${n}` }) },
  switchEndpointAction: { role: 'owner', form: ({ endpoint }) => ({ endpoint, active: 'no' }) },
  removeEndpointAction: { role: 'owner', form: ({ endpoint }) => ({ endpoint }) },
  sendAgainAction: { role: 'editor', form: ({ delivery }) => ({ delivery }) },
  stopExperimentAction: { role: 'editor', form: ({ experiment }) => ({ experiment }) },
}

const found = listActions().filter(({ file }) => MERCHANT_ACTIONS.includes(file))
const actions: Record<string, (data: unknown) => Promise<unknown>> = {}
for (const { file, name } of found) {
  const module = await import(/* @vite-ignore */ `../../${file}`)
  actions[name] = module[name]
}

async function lead(browser: Browser, name: string, data: unknown): Promise<string> {
  return inBrowser(browser, () =>
    (actions[name] as (data: unknown) => Promise<unknown>)(data).then(
      (value) => `answered ${JSON.stringify(value)}`,
      (error: Error) => error.message,
    ),
  )
}

function formOf(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ locale: 'en', ...fields })) data.set(name, value)
  return data
}

async function newStaffBrowser(role: Role): Promise<Browser> {
  const email = newEmail()
  await addStaff(email, role, 'the test')
  const browser = newBrowser(SHOP_URL)
  expect((await inBrowser(browser, () => requestStaffCode(email, 'en'))).ok).toBe(true)
  const code = await vi.waitFor(() => codeFor(shop, email), { timeout: 10_000 })
  expect((await inBrowser(browser, () => signInStaff(code, 'en'))).ok).toBe(true)
  return browser
}

let count = 0
async function newWorld(): Promise<World> {
  count += 1
  const made = await createFunnel({ key: `funnel-${count}`, placement: 'post_purchase', by: null })
  if (!made.ok) throw new Error(made.error.code)
  const experiment = await db.experiment.create({
    data: {
      id: `${count}`.padStart(22, 'x'),
      key: `e-${count}`,
      arms: { create: [{ key: 'a', funnelId: made.value.funnelId, weight: 1 }] },
    },
  })
  const message = await db.webhookMessage.create({
    data: { id: `msg-${count}`, eventType: 'payment.succeeded', body: '{}', bodyHash: 'x', state: 'dead' },
  })
  const row = await db.reconBreak.create({
    data: { id: `${count}`.padStart(22, 'b'), class: 'amount', subject: `p-${count}`, detail: 'differs' },
  })
  const staff = await db.staff.create({
    data: { id: `${count}`.padStart(22, 's'), email: newEmail(), role: 'viewer' },
  })
  const event = await db.offerEvent.create({
    data: {
      ...{ type: 'shown', orderId: `o-${count}`, offerId: 'x', impressionId: 'i', versionId: 'v' },
      ...{ placement: 'post_purchase', quantity: 1, totalMinor: 0, taxMinor: 0, currency: 'USD' },
    },
  })
  const endpoint = await db.webhookEndpoint.create({
    data: {
      ...{ id: `${count}`.padStart(22, 'w'), url: 'https://hooks.example.com/', secret: 'whsec_x' },
      deliveries: { create: { eventId: event.id, state: 'dead' } },
    },
    include: { deliveries: true },
  })
  const { funnelId, id: version } = made.value
  return {
    funnel: funnelId,
    version,
    experiment: experiment.id,
    message: message.id,
    break: row.id,
    staff: staff.id,
    endpoint: endpoint.id,
    delivery: endpoint.deliveries[0]?.id ?? '',
    n: count,
  }
}

const snapshot = async () => ({
  staff: await db.staff.findMany({ orderBy: { id: 'asc' } }),
  settings: await db.shopSettings.findMany(),
  funnels: await db.funnel.findMany({ orderBy: { id: 'asc' }, include: { versions: true } }),
  experiments: await db.experiment.findMany({ orderBy: { id: 'asc' }, include: { arms: true } }),
  messages: await db.webhookMessage.findMany({ orderBy: { id: 'asc' } }),
  breaks: await db.reconBreak.findMany({ orderBy: { id: 'asc' } }),
  endpoints: await db.webhookEndpoint.findMany({ orderBy: { id: 'asc' } }),
  dead: await db.webhookDelivery.count({ where: { state: 'dead' } }),
  audit: await db.audit.count(),
})

const browsers: Record<Role, Browser> = {} as Record<Role, Browser>
let shopper: Browser
beforeAll(async () => {
  for (const role of ['owner', 'editor', 'viewer'] as const) browsers[role] = await newStaffBrowser(role)
  shopper = (await newSignedIn(shop)).browser
})

test('every action of the merchant’s pages stands in this matrix', () => {
  expect(
    Object.entries(actions)
      .map(([name]) => name)
      .toSorted(),
  ).toEqual(Object.keys(FORMS).toSorted())
})

describe.each(Object.keys(FORMS))('%s', (name) => {
  const { role = null, form = () => ({}) } = FORMS[name] ?? {}
  const may = (who: Role) =>
    role === null || ['owner', 'editor', 'viewer'].indexOf(who) <= ['owner', 'editor', 'viewer'].indexOf(role)

  test.skipIf(role === null)('does nothing for strangers, shoppers and roles that may not', async () => {
    const world = await newWorld()
    const others = [
      newBrowser(SHOP_URL),
      shopper,
      ...(['editor', 'viewer'] as const).filter((who) => !may(who)).map((who) => browsers[who]),
    ]
    const before = await snapshot()
    for (const browser of others) expect(await lead(browser, name, formOf(form(world)))).toBe('to /')
    expect(await snapshot()).toEqual(before)
  })

  test('does nothing on another site’s behalf, or with another form than its own', async () => {
    const world = await newWorld()
    const before = await snapshot()
    const owner = browsers.owner
    for (const headers of Object.values(OTHER_SITES)) {
      const merged = Object.entries({ ...owner.headers, ...headers }).filter(
        (entry): entry is [string, string] => !!entry[1],
      )
      const browser = { cookies: new Map(owner.cookies), headers: Object.fromEntries(merged) }
      expect(await lead(browser, name, formOf(form(world)))).toBe('to /')
    }
    for (const data of [
      null,
      {},
      formOf({ ...form(world), locale: 'xx' }),
      formOf({ ...form(world), more: 'x' }),
    ])
      expect(await lead(owner, name, data)).toBe('to /')
    expect(await snapshot()).toEqual(before)
  })

  test.skipIf(role === null)('answers whoever may, and is written down', async () => {
    const world = await newWorld()
    const before = await db.audit.count()
    const to = await lead(browsers[role ?? 'owner'], name, formOf(form(world)))
    expect(to).toMatch(/^(to \/en\/admin\/|answered)/)
    const refused = [
      'releaseAction',
      'publishAction',
      'startExperimentAction',
      'stopExperimentAction',
      'startDraftAction',
    ]
    expect((await db.audit.count()) - before, to).toBe(refused.includes(name) ? 0 : 1)
  })
})

test('the last owner stays, whoever asks', async () => {
  const owners = await db.staff.findMany({ where: { role: 'owner' } })
  expect(owners).toHaveLength(1)
  const id = owners[0]?.id ?? ''
  expect(await lead(browsers.owner, 'removeStaffAction', formOf({ id }))).toContain('last_owner')
  expect(await lead(browsers.owner, 'changeRoleAction', formOf({ id, role: 'viewer' }))).toContain(
    'last_owner',
  )
  await expect(db.staff.delete({ where: { id } })).rejects.toThrow()
})
