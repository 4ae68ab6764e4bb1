import { z } from 'zod'
import { sameTerms, type Terms } from './change-state'
import { standingOf } from './state'

const at = z.iso.datetime().nullable()

/** What is kept of an event: the plan it was on, the one it goes to, and the date it is about. */
export const eventData = z.object({ from: z.string(), to: z.string().nullable(), at })

export const EVENT_KINDS = [
  'started',
  'changed',
  'discounted',
  'scheduled',
  'kept',
  'cancelled',
  'cancel_undone',
  'ended',
  'paused',
  'resumed',
  'on_hold',
  'past_due',
  'recovered',
  'card_changed',
] as const
export const eventKind = z.enum(EVENT_KINDS)
export type EventKind = (typeof EVENT_KINDS)[number]

export type Snapshot = {
  status: string
  cancelAtPeriodEnd: boolean
  terms: Terms
  discountCodes: readonly string[]
  scheduled: { productId: string; at: Date } | null
  paymentMethodId: string | null
  periodEnd: Date
}

export type NewEvent = { kind: EventKind; data: z.infer<typeof eventData> }

/** What has happened between two readings of a subscription, whoever made it happen; `null` before the first. */
export function eventsBetween(before: Snapshot | null, after: Snapshot): NewEvent[] {
  const from = before?.terms.productId ?? after.terms.productId
  const event = (kind: EventKind, to: string | null = null, when: Date | null = null): NewEvent => ({
    kind,
    data: { from, to, at: when?.toISOString() ?? null },
  })
  if (!before) return [event('started')]
  const changed = !sameTerms(before.terms, after.terms)
  return [
    ...(changed ? [event('changed', after.terms.productId)] : []),
    ...(!changed && after.discountCodes.some((code) => !before.discountCodes.includes(code))
      ? [event('discounted')]
      : []),
    ...scheduleEvents(before, after, changed, event),
    ...standingEvents(before, after, event),
    ...(before.paymentMethodId && after.paymentMethodId && before.paymentMethodId !== after.paymentMethodId
      ? [event('card_changed')]
      : []),
  ]
}

type Make = (kind: EventKind, to?: string | null, when?: Date | null) => NewEvent

function scheduleEvents(before: Snapshot, after: Snapshot, changed: boolean, event: Make): NewEvent[] {
  const { scheduled } = after
  if (scheduled) {
    const known =
      before.scheduled?.productId === scheduled.productId &&
      before.scheduled.at.getTime() === scheduled.at.getTime()
    return known ? [] : [event('scheduled', scheduled.productId, scheduled.at)]
  }
  return before.scheduled && !changed ? [event('kept', before.scheduled.productId)] : []
}

function standingEvents(before: Snapshot, after: Snapshot, event: Make): NewEvent[] {
  const was = standingOf(before)
  const is = standingOf(after)
  if (was === is) return []
  switch (is) {
    case 'ended':
      return [event('ended', null, after.periodEnd)]
    case 'paused':
      return [event('paused')]
    case 'on_hold':
      return [event('on_hold')]
    case 'past_due':
      return [event('past_due')]
    case 'ending':
      return [event('cancelled', null, after.periodEnd)]
    case 'active':
      if (was === 'ending') return [event('cancel_undone')]
      return [event(was === 'paused' ? 'resumed' : 'recovered')]
  }
}
