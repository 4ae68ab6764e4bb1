'use server'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { unlessBusy } from '@/lib/checkout/unless-busy'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { whereNext } from '@/lib/orders/where-next'
import { paths } from '@/lib/paths'
import { acceptOffer } from './accept-offer'
import type { Accepted } from './decide-yes'
import { declineOffer } from './decline-offer'
import { findOwnImpression, type OwnImpression } from './find-own-impression'
import { hasOfferPage } from './has-offer-page'
import { payAtCheckout } from './pay-at-checkout'
import { chosenPrice, wasShown } from './quantity'

const id = z.string().regex(/^[\w-]{22}$/)
const form = z.strictObject({
  impression: id,
  attempt: id.optional(),
  quantity: z.coerce.number().int().optional(),
  locale: localeSchema,
})

/** Reads the form and finds the offer it is about; anything that is not this shopper's own leads home. */
async function readForm(data: FormData): Promise<{
  impression: OwnImpression
  attemptId: string | null
  quantity: number | null
  locale: string
}> {
  const { impression: impressionId, attempt, quantity, locale } = await readOwnForm(form, data)
  const impression = await unlessBusy(locale, () => findOwnImpression(impressionId))
  if (!impression || !hasOfferPage(impression.offer.placement)) redirect('/')
  if (quantity !== undefined && !wasShown(impression, quantity)) redirect('/')
  return { impression, attemptId: attempt ?? null, quantity: quantity ?? null, locale }
}

function leadOn({ orderId, id }: OwnImpression, locale: string, accepted: Accepted): never {
  // The browser keeps pages for Back; this one has just changed.
  refresh()
  redirect(whereTo(paths.offer(locale, orderId, id), locale, accepted) as Route)
}

function whereTo(offer: string, locale: string, accepted: Accepted): string {
  switch (accepted.to) {
    case 'checkout':
      return accepted.url
    case 'sign_in':
      return paths.signIn(locale, offer)
    case 'offer':
      return `${offer}?accepted=1`
  }
}

/** Accepts an offer with the price its page showed, and leads to what became of it. */
export async function acceptOfferAction(data: FormData): Promise<void> {
  const { impression, attemptId, quantity, locale } = await readForm(data)
  const userAgent = (await headers()).get('user-agent')?.slice(0, 400) ?? null
  const seen = { locale, userAgent, attemptId, quantity }
  leadOn(impression, locale, await unlessBusy(locale, () => acceptOffer(impression, seen)))
}

/** Pays for an offer on the standard checkout instead, with whatever card. */
export async function payAnotherWayAction(data: FormData): Promise<void> {
  const { impression, quantity, locale } = await readForm(data)
  const chosen = { ...impression, ...chosenPrice(impression, quantity) }
  leadOn(impression, locale, await unlessBusy(locale, () => payAtCheckout(chosen, locale)))
}

/** Declines an offer and leads to the next one, or to the order. */
export async function declineOfferAction(data: FormData): Promise<void> {
  const { impression, locale } = await readForm(data)
  await unlessBusy(locale, () => declineOffer(impression))
  redirect(
    (impression.order.paidAt
      ? await whereNext({ id: impression.orderId, locale })
      : paths.product(locale, impression.offer.product.slug)) as Route,
  )
}
