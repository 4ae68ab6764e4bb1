'use server'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { requireRecentUser, requireUser } from '@/lib/identity/require-user'
import { endLogin } from '@/lib/identity/sign-out'
import { paths } from '@/lib/paths'
import { eraseAccount } from './erase-account'

const offersForm = z.strictObject({ offers: z.enum(['on', 'off']), locale: localeSchema })

/** Switches offers after a purchase on or off. */
export async function switchOffersAction(data: FormData): Promise<void> {
  const { offers, locale } = await readOwnForm(offersForm, data)
  const user = await requireUser(locale, paths.account(locale))
  await db.user.update({ where: { id: user.id }, data: { offersOff: offers === 'off' } })
  refresh()
  redirect(`${paths.account(locale)}?notice=offers_${offers}` as Route)
}

const eraseForm = z.strictObject({ locale: localeSchema })

/** Erases the account of whoever signed in lately, with their plans ended first. */
export async function eraseAccountAction(data: FormData): Promise<void> {
  const { locale } = await readOwnForm(eraseForm, data)
  const user = await requireRecentUser(locale, paths.erase(locale))
  const erased = await eraseAccount(user)
  if (!erased.ok) redirect(`${paths.erase(locale)}?notice=${erased.error}` as Route)
  await endLogin()
  redirect(paths.erased(locale) as Route)
}
