import { describe, expect, test, vi } from 'vitest'
import { leads } from '@/lib/testing/actions'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { look, openPlans, quoteOf, subscribe } = await import('@/lib/testing/subscriber')
const { planTools } = await import('@/lib/testing/plans')
const actions = await import('./actions')
const { advance, rules, sent, setMode } = planTools(shop)

await openPlans()
await rules('C')
await setMode('difference_immediately')

const who = await subscribe('lumen-basic')
const stranger = await subscribe('lumen-basic')
const own = { subscription: who.subscriptionId, locale: 'en' }
const page = `/en/subscriptions/${who.subscriptionId}`

describe('every form about a subscription', () => {
  const all = Object.entries(actions) as [string, (data: FormData) => Promise<void>][]

  test.each(all)(
    '%s is refused from elsewhere, for somebody else’s, and when it is malformed',
    async (_, action) => {
      const quote = await quoteOf(who, { plan: 'lumen-pro' })
      const fields = { ...own, quote: quote.id, reason: 'unused' }
      const calls = shop.line.calls.length
      const elsewhere = { ...who.browser, headers: { ...who.browser.headers, origin: 'http://evil.test' } }
      expect(await leads(elsewhere, action, fields)).toBe('/')
      expect(await leads(stranger.browser, action, fields)).toBe('/')
      expect(await leads(who.browser, action, { ...fields, subscription: 'x' })).toBe('/')
      expect(await leads(who.browser, action, { ...fields, locale: 'fr' })).toBe('/')
      expect(shop.line.calls.length).toBe(calls)
    },
  )
})

test('the choice leads to its address', async () => {
  const fields = { ...own, plan: 'lumen-pro', when: 'now', 'addon.extra-seat': '2', quantity: 'x' }
  expect(await leads(who.browser, actions.chooseChangeAction, fields)).toBe(
    `${page}/change?plan=lumen-pro&addon.extra-seat=2&when=now`,
  )
})

test('a yes leads to what became of it; one to a moved quote back to the choice', async () => {
  await setMode('prorated_immediately')
  const fields = { ...own, plan: 'lumen-pro' }
  const shown = await quoteOf(who, { plan: 'lumen-pro' })
  await advance('P6D')
  expect(await leads(who.browser, actions.confirmChangeAction, { ...fields, quote: shown.id })).toBe(
    `${page}/change?plan=lumen-pro&notice=moved&former=${shown.id}`,
  )
  expect(await leads(who.browser, actions.confirmChangeAction, fields)).toContain('notice=gone')
  expect(sent(who)).toEqual([])
  const quote = await quoteOf(who, { plan: 'lumen-pro' })
  const yes = () => leads(who.browser, actions.confirmChangeAction, { ...fields, quote: quote.id })
  const first = await yes()
  expect(first).toMatch(new RegExp(`^${page}/changes/[\\w-]{22}$`))
  expect(await yes()).toBe(first)
  expect(sent(who)).toHaveLength(1)
})

test('leaving, saying why, staying, pausing and going on lead where they say', async () => {
  expect(await leads(who.browser, actions.cancelAction, own)).toBe(`${page}/cancelled`)
  expect((await look(who)).standing).toBe('ending')
  expect(await leads(who.browser, actions.giveReasonAction, { ...own, reason: 'too_expensive' })).toBe(
    `${page}/cancelled?thanks=1&alternative=cheaper_plan&plan=lumen-basic`,
  )
  expect(await leads(who.browser, actions.giveReasonAction, { ...own, reason: 'why?' })).toBe(
    `${page}/cancelled`,
  )
  expect(await leads(who.browser, actions.undoCancelAction, own)).toBe(`${page}?notice=undone`)
  expect(await leads(who.browser, actions.undoCancelAction, own)).toBe(`${page}?notice=undone`)
  expect(await leads(who.browser, actions.pauseAction, own)).toBe(`${page}?notice=paused`)
  expect(await leads(who.browser, actions.pauseAction, own)).toBe(`${page}?notice=refused`)
  expect(await leads(who.browser, actions.resumeAction, own)).toBe(`${page}?notice=resumed`)
  expect(await leads(who.browser, actions.keepPlanAction, own)).toBe(`${page}?notice=kept`)
  expect(await leads(who.browser, actions.changeCardAction, own)).toMatch(/\/pay\/pay_/)
  await shop.line.unplugged(async () => {
    expect(await leads(who.browser, actions.cancelAction, own)).toBe(`${page}?notice=unavailable`)
  })
})
