import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { breakAt, installBreaks, stepsOf } = await import('@/lib/testing/crash')
// Before the provider's client is made, which keeps the `fetch` it finds.
installBreaks()
const { confirm, look, openPlans, quoteOf, subscribe } = await import('@/lib/testing/subscriber')
const { planTools } = await import('@/lib/testing/plans')
const { waiting, work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { resolveChange } = await import('./resolve-change')
const { chargesOf, rules, sent, setMode } = planTools(shop)

await openPlans()
await rules('C')
await setMode('difference_immediately')

const ready = async () => {
  const who = await subscribe('lumen-basic')
  return { who, quoteId: (await quoteOf(who, { plan: 'lumen-pro' })).id }
}

/** Everything happened two minutes earlier: whoever held a row is gone. */
const passTime = (id: string) =>
  db.$executeRaw`UPDATE plan_change SET created_at = created_at - interval '2 minutes',
    armed_at = armed_at - interval '2 minutes' WHERE id = ${id}`

test('a yes that breaks anywhere is sent at most once, paid at most once, and always found', async () => {
  const rehearsal = await ready()
  const steps = await stepsOf(() => confirm(rehearsal.who, rehearsal.quoteId))
  const first = steps.findIndex((step) => step.includes('INSERT INTO "public"."plan_change"'))
  const post = steps.findIndex((step) => /^post .*\/change-plan$/i.test(step))
  expect(first).toBeGreaterThan(0)
  expect(post).toBeGreaterThan(first)

  // What comes long after the POST is the same reading again and again.
  for (let at = first; at < Math.min(steps.length, post + 8); at += 1) {
    for (const end of ['dies', 'dies after', 'lost'] as const) {
      const { who, quoteId } = await ready()
      await breakAt(at, end, () => confirm(who, quoteId))
      const what = `${end} at ${steps[at]}`
      const change = await db.planChange.findUnique({ where: { quoteId } })
      if (change) {
        const looks = await waiting('resolve_change', change.id)
        const settled = ['applied', 'refused'].includes(change.state)
        expect(settled || looks.length > 0, `looked at: ${what}`).toBe(true)
        await passTime(change.id)
        await resolveChange(change.id)
        await resolveChange(change.id)
        await work()
      }
      const after = await db.planChange.findUnique({ where: { quoteId } })
      const paid = (await chargesOf(who)).map(({ total }) => total)
      const isSent = sent(who).length
      expect(isSent, what).toBeLessThanOrEqual(1)
      expect(paid, what).toEqual(isSent === 1 ? [3000, 5000] : [3000])
      if (isSent === 1) expect(after?.state, what).toBe('applied')
      else expect([undefined, 'refused', 'unknown'], what).toContain(after?.state)
      expect((await look(who)).plan.slug, what).toBe(isSent === 1 ? 'lumen-pro' : 'lumen-basic')
    }
  }
}, 600_000)
