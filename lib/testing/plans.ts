import { db } from '../db/prisma'
import type { ProrationMode } from '../dodo/plan-change'
import { isPlanChange } from './provider-line'
import type { Shop } from './shop'
import { catchUp, type Subscriber } from './subscriber'

export const MODES = [
  'prorated_immediately',
  'difference_immediately',
  'full_immediately',
  'do_not_bill',
] as const satisfies readonly ProrationMode[]
export const GENERATIONS = ['A', 'C'] as const
export type Generation = (typeof GENERATIONS)[number]

/** The provider and its time, as the tests of plans ask for them. */
export function planTools(shop: Shop) {
  return {
    setMode: (planChangeMode: ProrationMode) =>
      db.shopSettings.update({ where: { id: 'shop' }, data: { planChangeMode } }),
    /** Which of the provider's rules are in force; unused time counts in whole days. */
    rules: (proration: Generation) =>
      shop.control('PATCH', '/settings', { proration, remaining_time: 'days' }),
    /** Time goes by, and the shop hears of what happened in it. */
    async advance(duration: string, ...subscribers: Subscriber[]): Promise<void> {
      await shop.control('POST', '/clock', { advance: duration })
      for (const who of subscribers) await catchUp(who)
    },
    /** What the provider says was charged for a subscription, oldest first. */
    async chargesOf({ providerId }: Subscriber) {
      const { items } = await shop.provider.payments.list({
        subscription_id: providerId,
        page_number: 0,
        page_size: 100,
      })
      return items.reverse().map(({ status, total_amount }) => ({ status, total: total_amount }))
    },
    atProvider: ({ providerId }: Subscriber) => shop.provider.subscriptions.retrieve(providerId),
    /** The changes of plan that were sent for a subscription, whatever became of them. */
    sent: ({ providerId }: Subscriber) => shop.line.calls.filter((call) => isPlanChange(call, providerId)),
  }
}
