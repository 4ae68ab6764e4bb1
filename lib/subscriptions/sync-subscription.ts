import 'server-only'
import { readAttemptMetadata } from '@/lib/charges/tag'
import { isUniqueViolation } from '@/lib/db/errors'
import { Prisma } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'
import type { ProviderError } from '@/lib/dodo/errors'
import { fetchSavedMethods } from '@/lib/dodo/payment-methods'
import { fetchSubscription, type ProviderSubscription } from '@/lib/dodo/subscriptions'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { ok, type Result } from '@/lib/result'
import { OPEN_CHANGES } from './change-state'
import { eventsBetween } from './event'
import { withoutOwner } from './forget-owner'
import { type Mirror, mirrorInclude, snapshotOf } from './mirror'
import { settleChange } from './settle-change'
import { isLive } from './state'

export type Synced = 'applied' | 'older' | 'not_ours' | 'not_started'

const CARD_LIMIT_MS = 4_000
const AFTER_PERIOD_MS = 10 * 60_000

/**
 * Reads a subscription at the provider and mirrors it: the only place that writes one. Called after every news of it,
 * any number of times and in any order; a reading that began earlier than the one that is stored is dropped. The
 * changes of plan that wait for it move in the same transaction, and so do its history and its mails.
 */
export async function syncSubscription(providerId: string): Promise<Result<Synced, ProviderError>> {
  const startedAt = new Date()
  const read = await fetchSubscription(providerId)
  if (!read.ok) return read
  const card = await readCard(read.value)
  const apply = () => db.$transaction((tx) => mirror(tx, read.value, card, startedAt))
  try {
    return ok(await apply())
  } catch (error) {
    // Two first readings at once: the second time the row is there.
    if (isUniqueViolation(error)) return ok(await apply())
    throw error
  }
}

async function mirror(tx: Tx, read: ProviderSubscription, card: Card, startedAt: Date): Promise<Synced> {
  await tx.$queryRaw`SELECT 1 FROM subscription WHERE provider_id = ${read.id} FOR UPDATE`
  const known = await tx.subscription.findUnique({ where: { providerId: read.id }, include: mirrorInclude })
  if (known && known.fetchStartedAt > startedAt) return 'older'
  const origin = known ?? (await findOrigin(tx, read))
  if (typeof origin === 'string') return origin

  const plan = await readPlan(tx, read, known)
  if (!plan) return 'not_ours'
  const { addOns, ...columns } = plan
  const { user } = await tx.order.findUniqueOrThrow({ where: { id: origin.orderId }, select: ownerErased })
  const data = {
    ...columns,
    ...toColumns(read),
    ...card,
    // Who was erased stays so, whatever the provider still tells.
    ...(user?.erasedAt && withoutOwner(read)),
    fetchStartedAt: startedAt,
  }
  const id = known?.id ?? newId()
  if (known) await tx.subscription.update({ where: { id }, data })
  else {
    const { orderId, lineId } = origin
    await tx.subscription.create({ data: { id, providerId: read.id, orderId, lineId, ...data } })
  }
  await tx.subscriptionAddOn.deleteMany({ where: { subscriptionId: id } })
  await tx.subscriptionAddOn.createMany({ data: addOns.map((addOn) => ({ subscriptionId: id, ...addOn })) })
  const stored = await tx.subscription.findUniqueOrThrow({ where: { id }, include: mirrorInclude })
  await recordEvents(tx, known, stored)
  await settleOpenChanges(tx, id)
  if (isLive(read)) {
    // Should every webhook of the next renewal be lost, it is looked for.
    const runAt = new Date(Math.max(read.periodEnd.getTime(), Date.now()) + AFTER_PERIOD_MS)
    const key = `subscription-period:${read.id}`
    await addJob(tx, 'refresh_subscription', { providerId: read.id }, { key, runAt })
  }
  return 'applied'
}

const ownerErased = { user: { select: { erasedAt: true } } } as const

/** The line a subscription was bought with, named by its signed metadata. One that bought nothing is not mirrored. */
async function findOrigin(
  tx: Tx,
  read: ProviderSubscription,
): Promise<{ orderId: string; lineId: string } | 'not_ours' | 'not_started'> {
  const pointer = readAttemptMetadata(read.metadata)
  if (!pointer) return 'not_ours'
  if (read.status === 'pending' || read.status === 'failed') return 'not_started'
  const attempt = await tx.chargeAttempt.findUnique({
    where: { id: pointer.attemptId, orderId: pointer.orderId },
  })
  const line =
    attempt &&
    (await tx.orderLine.findFirst({
      where: { orderId: attempt.orderId, impressionId: attempt.impressionId },
      include: { payment: { select: { subscriptionId: true } } },
    }))
  if (!line) return 'not_ours'
  // What its payment did not buy is no plan of ours: the payment is held, or given back and the subscription ended.
  if (line.payment?.subscriptionId !== read.id) return 'not_started'
  return { orderId: line.orderId, lineId: line.id }
}

/** Plan and add-ons in the shop's ids. What the shop does not sell leaves the plan as it was, and is cried out. */
async function readPlan(tx: Tx, read: ProviderSubscription, known: Mirror | null) {
  const productIds = [read.productId, ...(read.scheduled ? [read.scheduled.productId] : [])]
  const products = await tx.product.findMany({ where: { providerProductId: { in: productIds } } })
  const addOnRows = await tx.addOn.findMany({ where: { providerAddOnId: { not: null } } })
  const productOf = (id: string) => products.find((product) => product.providerProductId === id)?.id
  const addOnsOf = (addOns: ProviderSubscription['addOns']) =>
    addOns.flatMap(({ id, quantity }) => {
      const row = addOnRows.find(({ providerAddOnId }) => providerAddOnId === id)
      if (!row) logger.error({ subscription: read.id, addOn: id }, 'a subscription has an unknown add-on')
      return row ? [{ addOnId: row.id, quantity }] : []
    })
  const productId = productOf(read.productId) ?? known?.productId
  if (!productOf(read.productId))
    logger.error({ subscription: read.id, product: read.productId }, 'a subscription is on an unknown plan')
  if (!productId) return null
  const { scheduled } = read
  const scheduledProductId = scheduled ? productOf(scheduled.productId) : undefined
  return {
    productId,
    addOns: addOnsOf(read.addOns),
    ...(scheduled && scheduledProductId
      ? {
          scheduledProductId,
          scheduledQuantity: scheduled.quantity,
          scheduledAddOns: addOnsOf(scheduled.addOns),
          scheduledAt: scheduled.effectiveAt,
        }
      : NO_SCHEDULE),
  }
}

const NO_SCHEDULE = {
  scheduledProductId: null,
  scheduledQuantity: null,
  scheduledAddOns: Prisma.DbNull,
  scheduledAt: null,
}

const toColumns = (read: ProviderSubscription) =>
  ({
    quantity: read.quantity,
    status: read.status,
    currency: read.currency,
    recurringMinor: read.recurringMinor,
    taxInclusive: read.taxInclusive,
    discounts: read.discounts,
    periodStart: read.periodStart,
    periodEnd: read.periodEnd,
    cancelAtPeriodEnd: read.cancelAtPeriodEnd,
    cancelledAt: read.cancelledAt,
    pausedAt: read.pausedAt,
    endsAt: read.endsAt,
    providerCustomer: read.customer.id,
    paymentMethodId: read.paymentMethodId,
    billing: read.billing,
    metadata: read.metadata,
    providerCreatedAt: read.createdAt,
  }) satisfies Prisma.SubscriptionUpdateInput

type Card = {
  cardBrand?: string | null
  cardLastFour?: string | null
  cardExpMonth?: number | null
  cardExpYear?: number | null
}

/** How the card looks, asked only when it is another one than is known. Nothing is changed when nobody answers. */
async function readCard(read: ProviderSubscription): Promise<Card> {
  const { paymentMethodId } = read
  const known = await db.subscription.findUnique({ where: { providerId: read.id } })
  if (!paymentMethodId || (known?.paymentMethodId === paymentMethodId && known.cardLastFour)) return {}
  const methods = await fetchSavedMethods(read.customer.id, CARD_LIMIT_MS)
  const method = methods.ok ? methods.value.find(({ id }) => id === paymentMethodId) : undefined
  return {
    cardBrand: method?.look?.brand ?? null,
    cardLastFour: method?.look?.lastFour ?? null,
    cardExpMonth: method?.expiry?.month ?? null,
    cardExpYear: method?.expiry?.year ?? null,
  }
}

async function recordEvents(tx: Tx, before: Mirror | null, after: Mirror): Promise<void> {
  for (const event of eventsBetween(before && snapshotOf(before), snapshotOf(after))) {
    const id = newId()
    await tx.subscriptionEvent.create({ data: { id, subscriptionId: after.id, ...event } })
    // The first one is told of by the receipt.
    if (event.kind !== 'started') await addJob(tx, 'send_plan_mail', { eventId: id })
  }
}

async function settleOpenChanges(tx: Tx, subscriptionId: string): Promise<void> {
  const changes = await tx.planChange.findMany({
    where: { subscriptionId, state: { in: [...OPEN_CHANGES] } },
    select: { id: true },
  })
  for (const { id } of changes) await settleChange(tx, id)
}
