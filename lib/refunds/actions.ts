'use server'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { findOwnOrder } from '@/lib/orders/find-own-order'
import { paths } from '@/lib/paths'
import { readUndoToken } from './undo-link'
import { undoPurchase } from './undo-purchase'

const id = z.string().regex(/^[\w-]{22}$/)
const orderForm = z.strictObject({ order: id, line: id, locale: localeSchema })

/** Undoes a one-click purchase on its order's page. */
export async function undoAction(data: FormData): Promise<void> {
  const { order: orderId, line: lineId, locale } = await readOwnForm(orderForm, data)
  const order = await findOwnOrder(orderId)
  const line = order && (await db.orderLine.findFirst({ where: { id: lineId, orderId: order.id } }))
  if (!line) redirect('/')
  const undone = await undoPurchase(line.id)
  const already = line.state === 'withdrawn'
  // The browser keeps pages for Back; this one has just changed.
  refresh()
  redirect(
    `${paths.order(locale, orderId)}${undone === 'undone' || already ? '' : '?notice=not_undone'}` as Route,
  )
}

const mailForm = z.strictObject({ token: z.string().max(100), locale: localeSchema })

/** Undoes the purchase that a receipt's link is about, in whatever browser: the link came to the buyer's mailbox. */
export async function undoByMailAction(data: FormData): Promise<void> {
  const { token, locale } = await readOwnForm(mailForm, data)
  const lineId = readUndoToken(token)
  if (!lineId) redirect('/')
  await undoPurchase(lineId)
  refresh()
  redirect(paths.undo(locale, token) as Route)
}
