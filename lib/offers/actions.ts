'use server'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { isOwnOrigin } from '@/lib/identity/origin'
import { whereNext } from '@/lib/orders/where-next'
import { paths } from '@/lib/paths'
import { acceptOffer } from './accept-offer'
import type { Accepted } from './decide-yes'
import { declineOffer } from './decline-offer'
import { findOwnImpression, type OwnImpression } from './find-own-impression'
import { payAtCheckout } from './pay-at-checkout'

const id = z.string().regex(/^[\w-]{22}$/)
const form = z.object({ impression: id, attempt: id.optional(), locale: localeSchema })

/** Reads the form and finds the offer it is about; anything that is not this shopper's own leads home. */
async function readForm(
  data: FormData,
): Promise<{ impression: OwnImpression; attemptId: string | null; locale: string }> {
  const parsed = form.safeParse(Object.fromEntries(data))
  if (!parsed.success || !(await isOwnOrigin())) redirect('/')
  const impression = await findOwnImpression(parsed.data.impression)
  if (!impression) redirect('/')
  return { impression, attemptId: parsed.data.attempt ?? null, locale: parsed.data.locale }
}

function leadOn({ orderId, id }: OwnImpression, locale: string, accepted: Accepted): never {
  // The browser keeps pages for Back; this one has just changed.
  refresh()
  redirect(
    (accepted.to === 'checkout' ? accepted.url : `${paths.offer(locale, orderId, id)}?accepted=1`) as Route,
  )
}

/** Accepts an offer with the price its page showed, and leads to what became of it. */
export async function acceptOfferAction(data: FormData): Promise<void> {
  const { impression, attemptId, locale } = await readForm(data)
  const userAgent = (await headers()).get('user-agent')?.slice(0, 400) ?? null
  leadOn(impression, locale, await acceptOffer(impression, { locale, userAgent, attemptId }))
}

/** Pays for an offer on the standard checkout instead, with whatever card. */
export async function payAnotherWayAction(data: FormData): Promise<void> {
  const { impression, locale } = await readForm(data)
  leadOn(impression, locale, await payAtCheckout(impression, locale))
}

/** Declines an offer and leads to the next one, or to the order. */
export async function declineOfferAction(data: FormData): Promise<void> {
  const { impression, locale } = await readForm(data)
  await declineOffer(impression)
  redirect((await whereNext({ id: impression.orderId, locale })) as Route)
}
