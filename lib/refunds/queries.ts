import 'server-only'
import { db } from '@/lib/db/prisma'
import type { Money } from '@/lib/money'
import { readStoredSettings } from '@/lib/settings/shop-settings'
import { type RefundProgress, refundProgress } from './state'
import { readUndoToken } from './undo-link'
import { canUndo, undoUntil } from './undo-window'

/** What the page behind a receipt's undo link shows: nothing but the one purchase. */
export type UndoView = {
  product: { name: string; art: string; slug: string }
  total: Money
  /** What it took the place of, which does not come back. */
  replaces: string | null
  /** ISO time at which the window ends or ended. */
  until: string
  state: { name: 'open' } | { name: 'over' } | { name: 'done'; refund: RefundProgress }
}

/** The purchase that an undo link is about; null for a link that the shop did not write. */
export async function getUndo(token: string, locale: string): Promise<UndoView | null> {
  const lineId = readUndoToken(token)
  if (!lineId) return null
  const line = await db.orderLine.findUnique({
    where: { id: lineId },
    include: {
      product: { include: { texts: { where: { locale }, select: { name: true } } } },
      replaces: {
        select: { product: { include: { texts: { where: { locale }, select: { name: true } } } } },
      },
      payment: {
        select: { refundAttempts: { select: { state: true } }, attempt: { select: { method: true } } },
      },
    },
  })
  if (!line?.paidAt) return null
  const { product, payment, replaces } = line
  const { undoMinutes } = await readStoredSettings()
  const open = canUndo({ undoMinutes, line, kind: product.kind, method: payment?.attempt?.method ?? null })
  return {
    product: { name: product.texts[0]?.name ?? product.slug, art: product.art, slug: product.slug },
    total: { amount: line.totalMinor ?? 0, currency: line.currency ?? product.currency },
    replaces: replaces && (replaces.product.texts[0]?.name ?? replaces.product.slug),
    until: undoUntil(line.paidAt, undoMinutes).toISOString(),
    state:
      line.state === 'withdrawn'
        ? { name: 'done', refund: refundProgress(payment?.refundAttempts ?? []) }
        : { name: open ? 'open' : 'over' },
  }
}
