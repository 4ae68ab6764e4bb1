import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Browser, inBrowser, newBrowser } from '@/lib/testing/browser'
import { OTHER_SITES } from '@/lib/testing/list-actions'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.mock('next/cache', () => ({ refresh: () => undefined }))
vi.mock('react', async (original) => ({
  ...(await original<typeof import('react')>()),
  cache: <T>(run: T) => run,
}))

const shop = await openShop()
const { newProduct } = await import('@/lib/testing/shopper')
const { newStaff } = await import('@/lib/testing/sign-in-staff')
const { db } = await import('@/lib/db/prisma')
const { createFunnel, saveDraft } = await import('./drafts')
const { addStep } = await import('./edit-tree')
const { emptyDefinition } = await import('./definition')
const { toStepForm } = await import('./step-form')
const actions = await import('./actions')

type Fields = Record<string, string | string[]>
type Action = (...given: unknown[]) => Promise<unknown>
const all = actions as unknown as Record<string, Action> // Forms that are not theirs, too.
const WITH_STATE = new Set(['saveRulesAction', 'saveOfferAction'])

const product = await newProduct({ price: 2_000 })
let made = 0

/** A draft with one offer in it. */
async function newDraft() {
  const created = await createFunnel({ key: `a${made++}`, placement: 'post_purchase', by: 'ada' })
  if (!created.ok) throw new Error(created.error.code)
  const definition = addStep(emptyDefinition, `a${made}-first`, null, {
    deadlineMinutes: 30,
    cooldownDays: 30,
  })
  const saved = await saveDraft({ versionId: created.value.id, revision: 1, definition, by: 'ada' })
  if (!saved.ok) throw new Error(saved.error.code)
  return saved.value
}
type Draft = Awaited<ReturnType<typeof newDraft>>

const draftFields = ({ funnelId, id, revision }: Draft): Fields => ({
  funnel: funnelId,
  version: id,
  revision: String(revision),
})
const stepOf = ({ definition }: Draft) => definition?.steps[0] ?? expect.fail('the draft has no offer')
function flat(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null) return { [path]: String(value) }
  return Object.assign({}, ...Object.entries(value).map(([name, each]) => flat(each, `${path}.${name}`)))
}

/** The form of each action as its own page sends it. */
const FORMS: Record<string, (draft: Draft) => Fields> = {
  createFunnelAction: () => ({ name: `New ${made++}`, placement: 'account' }),
  duplicateFunnelAction: ({ funnelId }) => ({ funnel: funnelId }),
  switchFunnelAction: ({ funnelId }) => ({ funnel: funnelId, active: 'off' }),
  startDraftAction: ({ funnelId }) => ({ funnel: funnelId }),
  discardDraftAction: draftFields,
  publishFunnelAction: draftFields,
  addOfferAction: (draft) => ({ ...draftFields(draft), at: 'start' }),
  removeOfferAction: (draft) => ({ ...draftFields(draft), step: stepOf(draft).key }),
  saveRulesAction: (draft) => ({
    ...draftFields(draft),
    ...{ 'rule.op': 'all', 'rule.parts.0.fact': 'kind', 'rule.parts.0.in': ['one_time', 'subscription'] },
    ...{ priority: '7', markets: 'EU' },
  }),
  saveOfferAction: (draft) => ({
    ...draftFields(draft),
    step: stepOf(draft).key,
    ...flat({ ...toStepForm(stepOf(draft)), product: product.id }, 'form'),
  }),
}

function formOf(fields: Fields): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ locale: 'en', ...fields }))
    for (const each of [value].flat()) data.append(name, each)
  return data
}

/** Where an action leads, or the state it answers with. */
async function send(browser: Browser, name: string, data: unknown): Promise<unknown> {
  const action = all[name] ?? expect.fail(`there is no ${name}`)
  try {
    return await inBrowser(browser, () => (WITH_STATE.has(name) ? action(null, data) : action(data)))
  } catch (error) {
    const { digest } = error as { digest?: string }
    if (digest?.startsWith('NEXT_REDIRECT;')) return digest.split(';')[2]
    throw error
  }
}

const stored = async () => ({
  funnels: await db.funnel.findMany({ orderBy: { id: 'asc' } }),
  versions: await db.funnelVersion.findMany({ orderBy: { id: 'asc' } }),
  audit: await db.audit.count(),
})

let editor: Awaited<ReturnType<typeof newStaff>>
let viewer: Awaited<ReturnType<typeof newStaff>>
beforeAll(async () => {
  await newStaff(shop, 'owner')
  editor = await newStaff(shop, 'editor')
  viewer = await newStaff(shop, 'viewer')
})

test('every action of the editor stands here', () => {
  expect(
    Object.entries(actions)
      .map(([name]) => name)
      .toSorted(),
  ).toEqual(Object.keys(FORMS).toSorted())
})

describe.each(Object.entries(FORMS))('%s', (name, form) => {
  test('is for editors, from our own pages, and takes nothing but its form', async () => {
    const draft = await newDraft()
    const fields = form(draft)
    const before = await stored()
    for (const browser of [newBrowser(SHOP_URL), viewer.browser])
      expect(await send(browser, name, formOf(fields))).toBe('/')
    for (const headers of Object.values(OTHER_SITES)) {
      const given = Object.entries({ ...editor.browser.headers, ...headers }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      )
      const elsewhere = { ...editor.browser, headers: Object.fromEntries(given) }
      expect(await send(elsewhere, name, formOf(fields))).toBe('/')
    }
    const wrong = [undefined, null, {}, formOf({ ...fields, more: 'x' }), formOf({ ...fields, locale: 'fr' })]
    const odd = ["' OR 1=1 --", '__proto__', '../..', '\0']
    const keys = Object.keys(fields).filter((key) =>
      ['funnel', 'version', 'revision', 'at', 'step'].includes(key),
    )
    for (const key of keys) for (const value of odd) wrong.push(formOf({ ...fields, [key]: value }))
    for (const data of wrong)
      expect(await send(editor.browser, name, data)).toMatch(/^\/(en\/admin\/funnels\?notice=not_found)?$/)
    expect(await stored()).toEqual(before)
  })

  test('does its work for an editor and says so in the audit', async () => {
    const draft = await newDraft()
    const before = await stored()
    const answer = await send(editor.browser, name, formOf(form(draft)))
    expect(answer).not.toBe('/')
    const after = await stored()
    // A draft that is there is only opened, and one with an empty offer is not published.
    const quiet = name === 'startDraftAction' || name === 'publishFunnelAction'
    if (quiet) expect(after).toEqual(before)
    else {
      expect(after.audit).toBe(before.audit + 1)
      const row = await db.audit.findFirstOrThrow({ orderBy: { at: 'desc' } })
      expect(row.actor).toBe(editor.email)
    }
  })
})

test('a new offer begins with the deadline and the rest that the settings say', async () => {
  const set = { defaultDeadlineMinutes: 45, defaultCooldownDays: 7 }
  await db.shopSettings.upsert({ where: { id: 'shop' }, update: set, create: { id: 'shop', ...set } })
  const draft = await newDraft()
  await send(editor.browser, 'addOfferAction', formOf({ ...draftFields(draft), at: 'start' }))
  const { definition } = await db.funnelVersion.findUniqueOrThrow({ where: { id: draft.id } })
  expect(definition).toMatchObject({ steps: [{}, { deadlineMinutes: 45, cooldownDays: 7 }] })
})

test('a rule that is not finished is not stored, and comes back with what is missing', async () => {
  const draft = await newDraft()
  const fields = { ...draftFields(draft), 'rule.op': 'all', 'rule.parts.0.fact': 'quantity', priority: 'x' }
  const state = await send(editor.browser, 'saveRulesAction', formOf(fields))
  expect(state).toMatchObject({
    said: { code: 'issues', issues: [{ path: [0], code: 'no_bounds' }, { field: 'priority' }] },
  })
  expect(await db.funnelVersion.findUniqueOrThrow({ where: { id: draft.id } })).toMatchObject({ revision: 2 })
})

test('without scripts a button gives the form back changed, and stores nothing', async () => {
  const draft = await newDraft()
  const fields = { ...draftFields(draft), 'rule.op': 'any', priority: '5', do: 'add:' }
  expect(await send(editor.browser, 'saveRulesAction', formOf(fields))).toMatchObject({
    rule: { op: 'any', parts: [{ fact: 'bought', in: [] }] },
    priority: '5',
    said: null,
  })
  expect(await db.funnelVersion.findUniqueOrThrow({ where: { id: draft.id } })).toMatchObject({ revision: 2 })
})

test('the second of two editors is told what the first has stored, and may save over it knowingly', async () => {
  const draft = await newDraft()
  const other = await newStaff(shop, 'editor')
  const step = stepOf(draft)
  const form = (headline: string, revision = draft.revision) =>
    formOf({
      ...draftFields({ ...draft, revision }),
      step: step.key,
      ...flat({ ...toStepForm(step), texts: { en: texts(headline), ja: texts(headline) } }, 'form'),
    })
  const texts = (headline: string) => ({ headline, body: '', facts: '' })
  expect(await send(other.browser, 'saveOfferAction', form('Theirs'))).toMatchObject({
    said: { code: 'saved' },
  })
  const told = await send(editor.browser, 'saveOfferAction', form('Mine'))
  expect(told).toMatchObject({
    revision: 3,
    said: { code: 'stale', by: other.email },
    form: { texts: { en: { headline: 'Mine' } } },
  })
  expect(told).toHaveProperty('said.differences', [
    { field: 'texts.en.headline', stored: 'Theirs', yours: 'Mine' },
    { field: 'texts.ja.headline', stored: 'Theirs', yours: 'Mine' },
  ])
  expect(await send(editor.browser, 'saveOfferAction', form('Mine', 3))).toMatchObject({
    said: { code: 'saved' },
  })
})
