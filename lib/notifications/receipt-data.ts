import 'server-only'
import { cardBrand } from '@/lib/card-brand'
import { db } from '@/lib/db/prisma'
import { localeSchema } from '@/lib/i18n/locale'
import type { Locale } from '@/lib/i18n/routing'
import { type Money, sumByCurrency } from '@/lib/money'
import { paths } from '@/lib/paths'
import { undoToken } from '@/lib/refunds/undo-link'
import { canUndo } from '@/lib/refunds/undo-window'
import { readStoredSettings } from '@/lib/settings/shop-settings'

export type ReceiptLine = {
  name: string
  subtotal: Money
  tax: Money
  total: Money
  licenseKey: string | null
  seats: number
  /** How it was taken back; its sum is then on its way to the buyer, and not in the totals. */
  back: 'undone' | 'refunded' | 'replaced' | null
  /** What takes or took its place, and what it took the place of. */
  replacedBy: string | null
  replaces: string | null
  /** Where it can be undone, and until when. */
  undo: { href: string; until: Date } | null
}

export type Receipt = {
  orderId: string
  number: number
  locale: Locale
  email: string
  paidAt: Date
  revision: number
  sentRevision: number
  card: { brand: string; lastFour: string } | null
  lines: ReceiptLine[]
  totals: Money[]
  /** What was received too much and goes back. */
  tooMuch: Money[]
}

const names = { texts: { select: { locale: true, name: true } } } as const

type Named = { product: { slug: string; texts: { locale: string; name: string }[] } }

/** Everything paid in one sitting and what of it was taken back, as the receipt tells it; null while nothing is paid. */
export async function readReceipt(orderId: string): Promise<Receipt | null> {
  const order = await db.order.findUnique({
    where: { id: orderId },
    include: {
      lines: {
        where: { state: { not: 'unpaid' } },
        orderBy: { paidAt: 'asc' },
        include: {
          product: { include: names },
          payment: {
            select: { cardBrand: true, cardLastFour: true, attempt: { select: { method: true } } },
          },
          impression: { select: { undoneAt: true } },
          replaces: { select: { product: { include: names } } },
          replacedBy: { where: { state: { not: 'unpaid' } }, select: { product: { include: names } } },
          entitlements: { where: { revokedAt: null }, select: { licenseKey: true } },
        },
      },
      attempts: {
        select: {
          payments: {
            where: { refundAttempts: { some: { lineId: null } } },
            select: { totalMinor: true, currency: true },
          },
        },
      },
    },
  })
  if (!order?.paidAt || !order.email || order.lines.length === 0) return null
  const { undoMinutes } = await readStoredSettings()
  const nameOf = ({ product }: Named) =>
    product.texts.find(({ locale }) => locale === order.locale)?.name ?? product.slug
  const lines = order.lines.map((line): ReceiptLine => {
    const money = (amount: number): Money => ({ amount, currency: line.currency ?? line.product.currency })
    const total = line.totalMinor ?? 0
    const tax = line.taxMinor ?? 0
    const until = canUndo({
      undoMinutes,
      line,
      kind: line.product.kind,
      method: line.payment?.attempt?.method ?? null,
    })
    return {
      name: nameOf(line),
      subtotal: money(total - tax),
      tax: money(tax),
      total: money(total),
      licenseKey: line.entitlements.find(({ licenseKey }) => licenseKey)?.licenseKey ?? null,
      seats: line.product.licenseSeats ?? 1,
      back: backOf(line),
      replacedBy: line.replacedBy[0] ? nameOf(line.replacedBy[0]) : null,
      replaces: line.replaces && nameOf(line.replaces),
      undo: until && { href: paths.undo(order.locale, undoToken(line.id)), until },
    }
  })
  const payment = order.lines[0]?.payment
  return {
    orderId,
    number: order.number,
    locale: localeSchema.parse(order.locale),
    email: order.email,
    paidAt: order.paidAt,
    revision: order.receiptRevision,
    sentRevision: order.receiptSentRevision,
    card:
      payment?.cardBrand && payment.cardLastFour
        ? { brand: cardBrand(payment.cardBrand), lastFour: payment.cardLastFour }
        : null,
    lines,
    totals: sumByCurrency(lines.filter(({ back }) => !back).map((line) => line.total)),
    tooMuch: sumByCurrency(
      order.attempts
        .flatMap(({ payments }) => payments)
        .map(({ totalMinor, currency }) => ({ amount: totalMinor, currency })),
    ),
  }
}

function backOf(line: {
  state: string
  replacedBy: unknown[]
  impression: { undoneAt: Date | null } | null
}): ReceiptLine['back'] {
  if (line.state === 'paid') return null
  if (line.replacedBy.length > 0) return 'replaced'
  return line.impression?.undoneAt ? 'undone' : 'refunded'
}
