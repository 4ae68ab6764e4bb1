'use server'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { requireUser } from '@/lib/identity/require-user'
import { paths } from '@/lib/paths'
import { chooseCard, removeCard } from './change-cards'
import { keepCard } from './keep-card'

const id = z.string().regex(/^[\w-]{22}$/)
const keepForm = z.strictObject({ order: id, locale: localeSchema })

/** Keeps the card of an order for buying with one click. */
export async function keepCardAction(data: FormData): Promise<void> {
  const { order, locale } = await readOwnForm(keepForm, data)
  const path = paths.order(locale, order)
  const user = await requireUser(locale, path)
  const userAgent = (await headers()).get('user-agent')?.slice(0, 400) ?? null
  const kept = await keepCard(user.id, order, { locale, userAgent })
  refresh()
  redirect((kept.ok ? path : `${paths.account(locale)}?notice=card_gone`) as Route)
}

const cardForm = z.strictObject({ card: id, locale: localeSchema })

/** Removes a kept card, here and at the provider. */
export async function removeCardAction(data: FormData): Promise<void> {
  const { card, locale } = await readOwnForm(cardForm, data)
  const user = await requireUser(locale, paths.account(locale))
  const removed = await removeCard(user.id, card)
  refresh()
  redirect(`${paths.account(locale)}${removed ? '?notice=card_removed' : ''}` as Route)
}

/** Makes a kept card the one that one click charges. */
export async function chooseCardAction(data: FormData): Promise<void> {
  const { card, locale } = await readOwnForm(cardForm, data)
  const user = await requireUser(locale, paths.account(locale))
  const chosen = await chooseCard(user.id, card)
  refresh()
  redirect(`${paths.account(locale)}${chosen ? '?notice=card_chosen' : ''}` as Route)
}
