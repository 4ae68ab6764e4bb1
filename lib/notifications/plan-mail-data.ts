import 'server-only'
import { db } from '@/lib/db/prisma'
import { localeSchema } from '@/lib/i18n/locale'
import type { Locale } from '@/lib/i18n/routing'
import type { Money } from '@/lib/money'
import { choiceSchema } from '@/lib/subscriptions/choice'
import { type EventKind, eventData, eventKind } from '@/lib/subscriptions/event'
import { readNames } from '@/lib/subscriptions/names'
import type { NextChargeView } from '@/lib/subscriptions/view'
import { toView, viewInclude } from '@/lib/subscriptions/view-subscription'

export type PlanMailKind = Exclude<EventKind, 'started'> | 'changedWithin'

export type PlanMailData = {
  eventId: string
  subscriptionId: string
  kind: PlanMailKind
  locale: Locale
  email: string
  plan: string
  to: string
  date: string | null
  charged: Money | null
  credited: Money | null
  /** For how many charges a discount holds; 0 for all, or where there is none. */
  discountCycles: number
  next: NextChargeView | null
}

/**
 * What a mail tells of one event of a subscription; null when it was sent, or nobody can be written to. Throws while
 * the payment of a change is not known yet, so that no mail names a sum that was not charged.
 */
export async function readPlanMail(eventId: string): Promise<PlanMailData | null> {
  const event = await db.subscriptionEvent.findUnique({
    where: { id: eventId },
    include: { subscription: { include: { ...viewInclude, order: true } } },
  })
  if (!event || event.mailedAt || event.kind === 'started') return null
  const { subscription } = event
  if (!subscription.order.email) return null
  const kind = eventKind.exclude(['started']).parse(event.kind)
  const { from, to, at } = eventData.parse(event.data)
  const locale = localeSchema.parse(subscription.order.locale)
  const names = await readNames(locale)
  const change = kind === 'changed' && to ? await readChange(subscription.id, to, event.at) : null
  const view = await toView(subscription, names)
  const money = (amount: number): Money => ({ amount, currency: subscription.currency })
  return {
    eventId,
    subscriptionId: subscription.id,
    kind: kind === 'changed' && (to === null || to === from) ? 'changedWithin' : kind,
    locale,
    email: subscription.order.email,
    plan: names.plan(from).name,
    to: names.plan(to ?? from).name,
    date: at ?? null,
    charged: change && money(change.chargedMinor ?? 0),
    credited: change && change.creditMinor > 0 ? money(change.creditMinor) : null,
    discountCycles: view.discounts[0]?.cyclesLeft ?? 0,
    next: view.nextCharge,
  }
}

/** The change that was let through at once and made this event; null when it came with a renewal, or from elsewhere. */
async function readChange(subscriptionId: string, productId: string, at: Date) {
  const change = await db.planChange.findFirst({
    where: {
      subscriptionId,
      createdAt: { lte: at },
      state: { notIn: ['declined', 'refused', 'kept', 'released'] },
    },
    include: { quote: true },
    orderBy: { createdAt: 'desc' },
  })
  if (!change) return null
  const choice = choiceSchema.parse(change.quote.choice)
  if (choice.productId !== productId || choice.when !== 'now') return null
  if (change.state !== 'applied' || change.chargedMinor === null)
    throw new Error(`the payment of change ${change.id} is not known yet`)
  return change
}
