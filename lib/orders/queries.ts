import 'server-only'
import { CURRENT_FIRST, isOpen } from '@/lib/charges/state'
import type { Entitlement, Prisma, Product } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { getSessionId } from '@/lib/identity/session'
import { sumByCurrency } from '@/lib/money'
import { paths } from '@/lib/paths'
import { type CameBack, orderState } from './order-state'
import type { EntitlementView, OrderLineView, OrderView } from './view'

const include = (locale: string) =>
  ({
    lines: {
      orderBy: { createdAt: 'asc' },
      include: {
        product: { include: { texts: { where: { locale }, select: { name: true } } } },
        payment: { select: { cardBrand: true, cardLastFour: true } },
        entitlements: true,
        subscription: { select: { id: true } },
      },
    },
    attempts: {
      orderBy: [...CURRENT_FIRST],
      include: { payments: { select: { id: true }, take: 1 } },
    },
    impressions: {
      where: { state: 'presented', expiresAt: { gt: new Date() }, stepId: { not: null } },
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
  const sessionId = await getSessionId()
  if (!sessionId) return null
  const row = await db.order.findFirst({
    relationLoadStrategy: 'join',
    where: { id: orderId, sessionId },
    include: include(locale),
  })
  const main = row?.lines.find((line) => line.impressionId === null)
  if (!row || !main) return null
  const mainAttempt = row.attempts.find((attempt) => attempt.impressionId === null)
  const lines = row.lines.flatMap((line) => toLineView(line, row.attempts, locale) ?? [])
  const openOffer = row.impressions[0]
  return {
    id: row.id,
    number: row.number,
    ...orderState(mainAttempt, row.paidAt !== null, cameBack),
    placedAt: (row.paidAt ?? row.createdAt).toISOString(),
    email: row.email,
    product: {
      slug: main.product.slug,
      name: nameOf(main),
      art: main.product.art,
      price: { amount: main.product.priceMinor, currency: main.product.currency },
    },
    lines,
    totals: sumByCurrency(lines.filter((line) => line.state === 'paid').map((line) => line.total)),
    card:
      main.payment?.cardBrand && main.payment.cardLastFour
        ? { brand: main.payment.cardBrand, lastFour: main.payment.cardLastFour }
        : null,
    openOffer: openOffer ? { href: paths.offer(locale, row.id, openOffer.id) } : null,
  }
}

const nameOf = (line: Line) => line.product.texts[0]?.name ?? line.product.slug

/** A line as the order page shows it; null for one that was never paid and is not being paid either. */
function toLineView(line: Line, attempts: Row['attempts'], locale: string): OrderLineView | null {
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
    fromOffer: line.impressionId !== null,
    subtotal: { amount: total - tax, currency },
    tax: { amount: tax, currency },
    total: { amount: total, currency },
    planHref: line.subscription && paths.subscription(locale, line.subscription.id),
    entitlements: line.entitlements.map((entitlement) =>
      toEntitlementView(entitlement, line.product, locale),
    ),
  }
}

function lineState(line: Line, attempts: Row['attempts']): OrderLineView['state'] | null {
  if (line.state === 'paid') return 'paid'
  const attempt = attempts.find((candidate) => candidate.impressionId === line.impressionId)
  if (!line.impressionId || !attempt || !isOpen(attempt.state)) return null
  if (attempt.method === 'hosted_checkout' && attempt.payments.length === 0) return null
  return attempt.state === 'unknown' || attempt.state === 'needs_review' ? 'checking' : 'pending'
}

function toEntitlementView(entitlement: Entitlement, product: Product, locale: string): EntitlementView {
  switch (entitlement.kind) {
    case 'library':
      return { kind: 'library', href: paths.library(locale, entitlement.id) }
    case 'license_key':
      return {
        kind: 'license_key',
        licenseKey: entitlement.licenseKey ?? '',
        seats: product.licenseSeats ?? 1,
      }
    case 'download':
      return {
        kind: 'download',
        href: paths.download(entitlement.id, locale),
        fileName: product.fileName ?? `${product.slug}.html`,
      }
  }
}
