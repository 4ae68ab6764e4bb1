import 'server-only'
import { wantedBump } from '@/lib/bumps/wanted-bump'
import { CURRENT_FIRST, isOpen } from '@/lib/charges/state'
import type { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { toEntitlementView } from '@/lib/entitlements/view'
import { getViewer } from '@/lib/identity/viewer'
import { sumByCurrency } from '@/lib/money'
import { paths } from '@/lib/paths'
import { refundProgress } from '@/lib/refunds/state'
import { canUndo } from '@/lib/refunds/undo-window'
import { readStoredSettings } from '@/lib/settings/shop-settings'
import { type CameBack, orderState } from './order-state'
import { ownedByViewer } from './owned-by'
import type { OrderLineView, OrderView, WithdrawnView } from './view'

const nameIn = (locale: string) => ({ texts: { where: { locale }, select: { name: true } } })

const include = (locale: string) =>
  ({
    lines: {
      orderBy: { createdAt: 'asc' },
      include: {
        product: { include: nameIn(locale) },
        payment: {
          select: {
            cardBrand: true,
            cardLastFour: true,
            refundAttempts: { select: { state: true } },
            refunds: { where: { status: 'succeeded' }, select: { id: true } },
          },
        },
        impression: { select: { undoneAt: true, offer: { select: { placement: true } } } },
        replaces: { select: { product: { include: nameIn(locale) } } },
        replacedBy: {
          where: { state: { not: 'unpaid' } },
          select: { product: { include: nameIn(locale) } },
        },
        entitlements: true,
        subscription: { select: { id: true } },
      },
    },
    attempts: {
      orderBy: [...CURRENT_FIRST],
      include: {
        payments: {
          select: {
            id: true,
            totalMinor: true,
            currency: true,
            refundAttempts: { where: { lineId: null }, select: { state: true } },
          },
          orderBy: { providerCreatedAt: 'asc' },
        },
      },
    },
    impressions: {
      where: { state: 'presented', expiresAt: { gt: new Date() }, offer: { placement: 'post_purchase' } },
      select: { id: true },
      take: 1,
    },
  }) satisfies Prisma.OrderInclude

type Row = Prisma.OrderGetPayload<{ include: ReturnType<typeof include> }>
type Line = Row['lines'][number]

/** One order as its shopper sees it; null when it is not theirs, as if it did not exist. */
export async function getOrder(
  orderId: string,
  locale: string,
  cameBack: CameBack = null,
): Promise<OrderView | null> {
  const [viewer, { undoMinutes }] = await Promise.all([getViewer(), readStoredSettings()])
  const row = await db.order.findFirst({
    relationLoadStrategy: 'join',
    where: { id: orderId, ...ownedByViewer(viewer) },
    include: include(locale),
  })
  const main = row?.lines.find((line) => line.impressionId === null) ?? row?.lines[0]
  if (!row || !main) return null
  const mainAttempt = row.attempts.find((attempt) => attempt.impressionId === main.impressionId)
  const lines = row.lines.flatMap((line) => toLineView(line, row.attempts, { locale, undoMinutes }) ?? [])
  const openOffer = row.impressions[0]
  const added = row.paidAt ? null : await wantedBump(row, locale)
  const paid = lines.filter((line) => line.state === 'paid')
  const refunded = row.paidAt !== null && lines.every((line) => line.state === 'withdrawn')
  return {
    id: row.id,
    number: row.number,
    ...orderState(mainAttempt, row.paidAt !== null, cameBack),
    ...(refunded && { state: 'refunded' }),
    placedAt: (row.paidAt ?? row.createdAt).toISOString(),
    email: row.email,
    product: {
      slug: main.product.slug,
      name: nameOf(main),
      art: main.product.art,
      price: { amount: main.product.priceMinor, currency: main.product.currency },
    },
    added: added && {
      name: added.texts[0]?.name ?? added.slug,
      art: added.art,
      price: { amount: added.priceMinor, currency: added.currency },
    },
    lines,
    totals: sumByCurrency(paid.map((line) => line.total)),
    tooMuch: row.attempts
      .flatMap(({ payments }) => payments)
      .filter(({ refundAttempts }) => refundAttempts.length > 0)
      .map(({ totalMinor, currency, refundAttempts }, index) => ({
        paymentNumber: index,
        total: { amount: totalMinor, currency },
        refund: refundProgress(refundAttempts),
      })),
    card:
      main.payment?.cardBrand && main.payment.cardLastFour
        ? { brand: main.payment.cardBrand, lastFour: main.payment.cardLastFour }
        : null,
    claimableBy: row.userId === null && !viewer.user && row.paidAt ? row.email : null,
    atOffer: row.paidAt === null && main.impressionId ? paths.offer(locale, row.id, main.impressionId) : null,
    openOffer: openOffer ? { href: paths.offer(locale, row.id, openOffer.id) } : null,
  }
}

const nameOf = (line: Pick<Line, 'product'>) => line.product.texts[0]?.name ?? line.product.slug

/** A line as the order page shows it; null for one that was never paid and is not being paid either. */
function toLineView(
  line: Line,
  attempts: Row['attempts'],
  { locale, undoMinutes }: { locale: string; undoMinutes: number },
): OrderLineView | null {
  const state = lineState(line, attempts)
  if (!state) return null
  const currency = line.currency ?? line.product.currency
  const total = line.totalMinor ?? line.product.priceMinor
  const tax = line.taxMinor ?? 0
  return {
    id: line.id,
    name: nameOf(line),
    slug: line.product.slug,
    art: line.product.art,
    state,
    fromOffer: line.impression !== null && line.impression.offer.placement !== 'order_bump',
    subtotal: { amount: total - tax, currency },
    tax: { amount: tax, currency },
    total: { amount: total, currency },
    planHref: line.product.kind === 'subscription' && state === 'paid' ? planHref(line, locale) : null,
    entitlements: line.entitlements
      .filter(({ revokedAt }) => revokedAt === null)
      .map((entitlement) => toEntitlementView(entitlement, line.product, locale)),
    undoUntil: undoOf(line, attempts, undoMinutes),
    withdrawn: state === 'withdrawn' ? withdrawnOf(line) : null,
    replacing: state === 'paid' ? replacingOf(line) : null,
    replaces: line.replaces && nameOf(line.replaces),
  }
}

function undoOf(line: Line, attempts: Row['attempts'], undoMinutes: number): string | null {
  const attempt = attempts.find(({ providerPaymentId }) => providerPaymentId === line.paymentId)
  const until = canUndo({ undoMinutes, line, kind: line.product.kind, method: attempt?.method ?? null })
  return until?.toISOString() ?? null
}

function withdrawnOf(line: Line): WithdrawnView {
  const back = (line.payment?.refunds.length ?? 0) > 0
  const [other] = line.replacedBy
  return {
    by: other ? 'replaced' : line.impression?.undoneAt ? 'undone' : 'refunded',
    replacedBy: other ? nameOf(other) : null,
    refund: back ? 'done' : refundProgress(line.payment?.refundAttempts ?? []),
    had: line.entitlements[0]?.kind ?? null,
  }
}

function replacingOf(line: Line): OrderLineView['replacing'] {
  const [other] = line.replacedBy
  return other ? { by: nameOf(other), refund: refundProgress(line.payment?.refundAttempts ?? []) } : null
}

/** The provider tells of a subscription a moment after its first payment. */
const planHref = ({ subscription }: Line, locale: string) =>
  subscription ? paths.subscription(locale, subscription.id) : paths.subscriptions(locale)

function lineState(line: Line, attempts: Row['attempts']): OrderLineView['state'] | null {
  if (line.state !== 'unpaid') return line.state
  const attempt = attempts.find((candidate) => candidate.impressionId === line.impressionId)
  if (!line.impressionId || !attempt || !isOpen(attempt.state)) return null
  if (attempt.method === 'hosted_checkout' && attempt.payments.length === 0) return null
  return attempt.state === 'unknown' || attempt.state === 'needs_review' ? 'checking' : 'pending'
}
