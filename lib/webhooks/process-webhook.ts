import 'server-only'
import { z } from 'zod'
import { syncPayment } from '@/lib/charges/sync-payment'
import type { InboxState } from '@/lib/db/generated/enums'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { refreshSubscription } from '@/lib/subscriptions/refresh-subscription'

const paymentEvent = z.object({ data: z.object({ payment_id: z.string().min(1) }) })
const subscriptionEvent = z.object({ data: z.object({ subscription_id: z.string().min(1) }) })

/**
 * Works on a stored webhook. An event only says which object to look at: the object is read again from the
 * provider, so order, repetition and old bodies cannot matter. Throws when the provider cannot be read, and is
 * then run again later.
 */
export async function processWebhook(id: string): Promise<void> {
  const message = await db.webhookMessage.findUnique({ where: { id } })
  if (message?.state !== 'new') return
  const { state, note } = await work(message)
  await db.webhookMessage.updateMany({
    where: { id, bodyHash: message.bodyHash },
    data: { state, note, doneAt: new Date() },
  })
  if (state === 'quarantined') logger.error({ webhookId: id, note }, 'webhook set aside')
}

async function work(message: {
  eventType: string
  body: string
}): Promise<{ state: InboxState; note: string | null }> {
  if (message.eventType.startsWith('subscription.')) return workOnSubscription(message.body)
  if (!message.eventType.startsWith('payment.')) return { state: 'ignored', note: null }
  const event = paymentEvent.safeParse(JSON.parse(message.body))
  if (!event.success) return { state: 'quarantined', note: 'names no payment' }
  const synced = await syncPayment(event.data.data.payment_id)
  if (!synced.ok) {
    if (synced.error.kind === 'not_found')
      return { state: 'quarantined', note: 'the provider does not know the payment' }
    throw new Error(`payment could not be read (${synced.error.kind})`)
  }
  return synced.value === 'not_ours'
    ? { state: 'quarantined', note: 'the payment names no attempt of this shop' }
    : { state: 'done', note: synced.value }
}

async function workOnSubscription(body: string): Promise<{ state: InboxState; note: string | null }> {
  const event = subscriptionEvent.safeParse(JSON.parse(body))
  if (!event.success) return { state: 'quarantined', note: 'names no subscription' }
  const refreshed = await refreshSubscription(event.data.data.subscription_id)
  if (!refreshed.ok) {
    if (refreshed.error.kind === 'not_found')
      return { state: 'quarantined', note: 'the provider does not know the subscription' }
    throw new Error(`subscription could not be read (${refreshed.error.kind})`)
  }
  return refreshed.value === 'not_ours'
    ? { state: 'quarantined', note: 'the subscription names no purchase of this shop' }
    : { state: 'done', note: refreshed.value }
}
