import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { change, openPlans, quoteOf, subscribe } = await import('@/lib/testing/subscriber')
const { db } = await import('@/lib/db/prisma')

await openPlans()
const who = await subscribe('lumen-basic')
const { changeId } = await change(who, { plan: 'lumen-pro' })
const spare = await quoteOf(who, { plan: 'lumen-studio' })

const set = (columns: string) =>
  db.$executeRawUnsafe(`UPDATE plan_change SET ${columns} WHERE id = '${changeId}'`)
const copy = (state: string) =>
  db.$executeRawUnsafe(`INSERT INTO plan_change (id, subscription_id, quote_id, state, from_product_id, posts, armed_at,
    scheduled_at, reason, due_minor, credit_minor, currency, text_hash, locale)
    SELECT 'copy', subscription_id, '${spare.id}', '${state}', from_product_id, 1, now(), now(), 'TEST', due_minor,
    credit_minor, currency, text_hash, locale FROM plan_change WHERE id = '${changeId}'`)

describe('the database refuses', () => {
  test.each(['created', 'sending', 'processing', 'unknown', 'declined', 'refused', 'kept', 'released'])(
    'to take back a change that is applied: %s',
    async (state) => {
      await expect(set(`state = '${state}', reason = 'TEST'`)).rejects.toThrow('never goes from applied')
    },
  )

  test.each([
    ['posts = 2', 'plan_change_one_post'],
    ['posts = 0', 'never goes'],
    ['due_minor = 1', 'never goes'],
    ['credit_minor = 1', 'never goes'],
    [`text_hash = 'x'`, 'never goes'],
    ['charged_minor = 1', 'plan_change_charged'],
  ])('to change what was agreed to or done: %s', async (columns, by) => {
    await expect(set(columns)).rejects.toThrow(by)
  })

  test.each(['created', 'sending', 'processing', 'payment_required', 'scheduled', 'unknown', 'needs_review'])(
    'a second open change beside one that is %s',
    async (state) => {
      await copy(state)
      const third = await quoteOf(await subscribe('lumen-basic'), { plan: 'lumen-pro' })
      await expect(
        db.$executeRawUnsafe(`INSERT INTO plan_change (id, subscription_id, quote_id, from_product_id, due_minor,
          credit_minor, currency, text_hash, locale) SELECT 'third', subscription_id, '${third.id}', from_product_id,
          0, 0, currency, text_hash, locale FROM plan_change WHERE id = 'copy'`),
      ).rejects.toThrow(/subscription_id|plan_change_one_open/)
      await db.planChange.delete({ where: { id: 'copy' } })
    },
  )

  test('a quote or credit that is rewritten, and a second row of settings', async () => {
    await expect(db.$executeRaw`UPDATE plan_quote SET hash = 'x' WHERE id = ${spare.id}`).rejects.toThrow()
    await expect(db.$executeRaw`INSERT INTO shop_settings (id) VALUES ('other')`).rejects.toThrow('one_row')
    await expect(
      db.$executeRaw`UPDATE subscription SET scheduled_at = now() WHERE id = ${who.subscriptionId}`,
    ).rejects.toThrow('subscription_schedule')
  })
})
