'use server'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { unlessBusy } from '@/lib/checkout/unless-busy'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { declineOffer } from '@/lib/offers/decline-offer'
import { findOwnImpression } from '@/lib/offers/find-own-impression'
import { paths } from '@/lib/paths'
import { isCardPlace } from './view'

const form = z.strictObject({ impression: z.string().regex(/^[\w-]{22}$/), locale: localeSchema })

/** "Not for me": takes a card away, and its product rests. */
export async function declineSuggestionAction(data: FormData): Promise<void> {
  const { impression: id, locale } = await readOwnForm(form, data)
  const impression = await unlessBusy(locale, () => findOwnImpression(id))
  const place = impression?.offer.placement ?? ''
  if (!impression || !isCardPlace(place)) redirect('/')
  await unlessBusy(locale, () => declineOffer(impression))
  // The browser keeps pages for Back; this one has just changed.
  refresh()
  redirect((place === 'account' ? paths.account(locale) : paths.order(locale, impression.orderId)) as Route)
}
