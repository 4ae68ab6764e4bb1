import 'server-only'
import { cardBrand } from '@/lib/card-brand'
import { db } from '@/lib/db/prisma'
import { localeSchema } from '@/lib/i18n/locale'
import type { Locale } from '@/lib/i18n/routing'
import { type Money, sumByCurrency } from '@/lib/money'

export type ReceiptLine = {
  name: string
  subtotal: Money
  tax: Money
  total: Money
  licenseKey: string | null
  seats: number
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
}

/** Everything paid in one sitting, as the receipt tells it; null while nothing is paid. */
export async function readReceipt(orderId: string): Promise<Receipt | null> {
  const order = await db.order.findUnique({
    where: { id: orderId },
    include: {
      lines: {
        where: { state: 'paid' },
        orderBy: { paidAt: 'asc' },
        include: {
          product: { include: { texts: { select: { locale: true, name: true } } } },
          payment: { select: { cardBrand: true, cardLastFour: true } },
          entitlements: { select: { licenseKey: true } },
        },
      },
    },
  })
  if (!order?.paidAt || !order.email || order.lines.length === 0) return null
  const lines = order.lines.map((line): ReceiptLine => {
    const money = (amount: number): Money => ({ amount, currency: line.currency ?? line.product.currency })
    const total = line.totalMinor ?? 0
    const tax = line.taxMinor ?? 0
    return {
      name: line.product.texts.find(({ locale }) => locale === order.locale)?.name ?? line.product.slug,
      subtotal: money(total - tax),
      tax: money(tax),
      total: money(total),
      licenseKey: line.entitlements.find(({ licenseKey }) => licenseKey)?.licenseKey ?? null,
      seats: line.product.licenseSeats ?? 1,
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
    totals: sumByCurrency(lines.map((line) => line.total)),
  }
}
