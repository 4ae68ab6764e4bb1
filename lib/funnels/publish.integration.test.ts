import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, decline, newCustomer, newProduct } = await import('@/lib/testing/shopper')
const { db } = await import('@/lib/db/prisma')
const { presentNextOffer } = await import('@/lib/offers/present-next-offer')
const { getOffer } = await import('@/lib/offers/queries')
const { inBrowser } = await import('@/lib/testing/browser')
const { createFunnel, discardDraft, saveDraft, startDraft } = await import('./drafts')
const { checkVersion, publishDraft } = await import('./publish')
const { getFunnel, listFunnels } = await import('./queries')

const product = await newProduct({ price: 2_000 })
const texts = (headline: string) => ({ headline, body: 'It adds more.', facts: ['One'] })
const legal = { withdrawal: '14 days', delivery: 'At once', cancellation: 'Free' }
const definitionWith = (headline: string, changes: object = {}) => ({
  priority: 1,
  rule: { all: [] },
  markets: ['EU', 'JP', 'US'],
  entry: 'first',
  steps: [
    {
      ...{ key: 'first', offer: 'first', kind: 'upsell', product: product.id, quantities: [1] },
      ...{ discountCode: null, deadlineMinutes: 30, cooldownDays: 30, art: null, compare: false },
      texts: { en: texts(headline), ja: texts(headline) },
      legal: { en: legal, ja: legal },
      edges: { accepted: null, declined: null, failed: null, expired: null },
      ...changes,
    },
  ],
})

let made = 0
async function newDraft(definition: unknown) {
  const created = await createFunnel({ key: `f${made++}`, placement: 'post_purchase', by: 'ada' })
  if (!created.ok) throw new Error(created.error.code)
  const saved = await saveDraft({ versionId: created.value.id, revision: 1, definition, by: 'ada' })
  if (!saved.ok) throw new Error(saved.error.code)
  return saved.value
}
async function publish({ id, revision }: { id: string; revision: number }) {
  const published = await publishDraft({ versionId: id, revision, by: 'ada' })
  if (!published.ok) throw new Error(JSON.stringify(published.error))
  return published.value
}
const shut = (funnelId: string) => db.funnel.update({ where: { id: funnelId }, data: { active: false } })

describe('editing', () => {
  test('the second of two editors is told what is stored now, and overwrites nothing', async () => {
    const draft = await newDraft(definitionWith('Begin'))
    const mine = { versionId: draft.id, revision: draft.revision, by: 'ada' }
    expect(await saveDraft({ ...mine, definition: definitionWith('Ada’s') })).toMatchObject({ ok: true })
    const second = await saveDraft({ ...mine, by: 'bob', definition: definitionWith('Bob’s') })
    expect(second).toMatchObject({
      ok: false,
      error: { code: 'stale', now: { editedBy: 'ada', revision: 3 } },
    })
    expect(await publishDraft({ ...mine })).toMatchObject({ ok: false, error: { code: 'stale' } })
    expect(await discardDraft(draft.id, draft.revision)).toMatchObject({
      ok: false,
      error: { code: 'stale' },
    })
    const stored = await db.funnelVersion.findUniqueOrThrow({ where: { id: draft.id } })
    expect(JSON.stringify(stored.definition)).toContain('Ada’s')
  })

  test('what cannot be understood is refused with its place', async () => {
    const draft = await newDraft(definitionWith('Begin'))
    const odd = { ...definitionWith('Odd'), rule: { all: [{ fact: 'moon', in: ['full'] }] } }
    const saved = await saveDraft({
      versionId: draft.id,
      revision: draft.revision,
      by: null,
      definition: odd,
    })
    expect(saved).toMatchObject({ ok: false, error: { code: 'invalid', issues: [{ path: 'rule' }] } })
  })

  test('a key is taken once, and a funnel thrown away at its first draft is gone', async () => {
    const draft = await newDraft(definitionWith('Begin'))
    const { key } = await db.funnel.findUniqueOrThrow({ where: { id: draft.funnelId } })
    const again = await createFunnel({ key, placement: 'post_purchase', by: null })
    expect(again).toMatchObject({ ok: false, error: { code: 'key_taken' } })
    expect(await discardDraft(draft.id, draft.revision)).toMatchObject({ ok: true })
    expect(await getFunnel(draft.funnelId)).toBeNull()
  })
})

describe('publishing', () => {
  test('is refused with all that is wrong', async () => {
    const draft = await newDraft(definitionWith('', { deadlineMinutes: 5, discountCode: 'NONE' }))
    const refused = await publishDraft({ versionId: draft.id, revision: draft.revision, by: null })
    if (refused.ok || refused.error.code !== 'problems') throw new Error('published')
    expect(refused.error.problems.map(({ code }) => code).sort()).toEqual(
      ['bad_discount', 'deadline_too_short', 'missing_text', 'missing_text'].sort(),
    )
    expect(await checkVersion(draft.id)).toEqual(refused.error.problems)
  })

  test('leaves orders inside the funnel with what they saw', async () => {
    const draft = await publish(await newDraft(definitionWith('The first version')))
    const customer = await newCustomer()
    const shown = await presentNextOffer(customer.orderId)
    const page = () =>
      inBrowser(customer.browser, () => getOffer(customer.orderId, shown?.impressionId ?? '', 'en'))
    expect(await page()).toMatchObject({
      headline: 'The first version',
      legal: ['At once', '14 days', 'Free'],
    })

    const next = await startDraft(draft.funnelId, 'bob')
    if (!next.ok) throw new Error('no draft')
    const definition = definitionWith('The second version')
    const saved = await saveDraft({
      ...{ versionId: next.value.id, revision: next.value.revision, by: 'bob' },
      definition,
    })
    if (!saved.ok) throw new Error('not saved')
    expect(await page()).toMatchObject({ headline: 'The first version' })
    await publish(saved.value)
    expect(await page()).toMatchObject({ headline: 'The first version', state: { name: 'ready' } })
    await accept(customer, shown?.impressionId ?? '')
    const consent = await db.consent.findFirstOrThrow({ where: { impressionId: shown?.impressionId ?? '' } })
    expect(consent).toMatchObject({ offerVersion: 1, totalMinor: 2_000 })

    const other = await newCustomer()
    const seen = await presentNextOffer(other.orderId)
    const impression = await db.impression.findUniqueOrThrow({ where: { id: seen?.impressionId ?? '' } })
    expect(impression.versionId).toBe(saved.value.id)
    expect(await getFunnel(draft.funnelId)).toMatchObject({
      draft: null,
      published: { number: 2 },
      history: [{ number: 2 }, { number: 1, state: 'retired' }],
    })
    expect(await listFunnels()).toContainEqual(expect.objectContaining({ id: draft.funnelId, offers: 1 }))
    await shut(draft.funnelId)
  })

  test('is final: the database changes nothing of it', async () => {
    const { id, funnelId } = await publish(await newDraft(definitionWith('Final')))
    const change = (data: object) => db.funnelVersion.update({ where: { id }, data })
    await expect(change({ definition: {} })).rejects.toThrow(/stays as it is/)
    await expect(change({ state: 'draft', publishedAt: null })).rejects.toThrow(/stays as it is/)
    await expect(db.funnelVersion.delete({ where: { id } })).rejects.toThrow(/stays as it is/)
    await expect(db.funnel.delete({ where: { id: funnelId } })).rejects.toThrow(/stays as it is/)
    await shut(funnelId)
  })
})

describe('what is shown is what may be charged', () => {
  test('with a discount of the provider and a quantity that was chosen', async () => {
    await shop.provider.discounts.create({ type: 'percentage', amount: 1_000, code: 'TENOFF' })
    const { funnelId } = await publish(
      await newDraft(definitionWith('Several', { discountCode: 'TENOFF', quantities: [1, 3] })),
    )
    const customer = await newCustomer()
    const shown = await presentNextOffer(customer.orderId)
    const id = shown?.impressionId ?? ''
    const page = (quantity: number | null) =>
      inBrowser(customer.browser, () => getOffer(customer.orderId, id, 'en', quantity))
    expect(await page(null)).toMatchObject({ quantity: 1, total: { amount: 1_800 }, saving: { amount: 200 } })
    expect(await page(3)).toMatchObject({ quantity: 3, total: { amount: 5_400 }, saving: { amount: 600 } })
    expect(await page(2)).toMatchObject({ quantity: 1, total: { amount: 1_800 } })
    const { own, seen, theAttempt } = await import('@/lib/testing/shopper')
    const { acceptOffer } = await import('@/lib/offers/accept-offer')
    await acceptOffer(await own(customer, id), { ...seen, quantity: 3 })
    const attempt = await theAttempt(id)
    expect(attempt).toMatchObject({ expectedMinor: 5_400 })
    expect(shop.line.charges(attempt.id)[0]?.body).toMatchObject({
      product_cart: [{ quantity: 3 }],
      discount_codes: ['TENOFF'],
    })
    const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
    await resolveAttempt(attempt.id)
    const line = await db.orderLine.findFirstOrThrow({ where: { impressionId: id } })
    expect(line).toMatchObject({ state: 'paid', quantity: 3, totalMinor: 5_400 })
    await shut(funnelId)
  })

  test('a no goes with the product, whichever offer asks', async () => {
    const first = await publish(await newDraft(definitionWith('One way')))
    const customer = await newCustomer()
    const shown = await presentNextOffer(customer.orderId)
    await decline(customer, shown?.impressionId ?? '')
    await shut(first.funnelId)
    const other = definitionWith('Another way', { key: 'first', offer: 'second' })
    const second = await publish(await newDraft(other))
    expect(await presentNextOffer(customer.orderId)).toBeNull()
    await shut(second.funnelId)
  })
})
