import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OfferScreen } from '@/components/offers/offer-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { getOffer } from '@/lib/offers/queries'
import { paths } from '@/lib/paths'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers')
  // Nobody but its shopper is answered, so there is nothing to hide from a search engine.
  return { title: t('pageTitle') }
}

export default async function OfferPage({
  params,
  searchParams,
}: PageProps<'/[locale]/orders/[orderId]/offers/[impressionId]'>) {
  const { orderId, impressionId, locale } = await params
  const language = requireLocale(locale)
  const { accepted, quantity } = await searchParams
  const chosen = Number(quantity)
  const offer = await getOffer(orderId, impressionId, language, Number.isInteger(chosen) ? chosen : null)
  if (!offer) notFound()
  const justAccepted = accepted === '1'
  if (justAccepted && offer.state.name === 'paid')
    redirect(paths.return(language, orderId, impressionId) as Route)
  return <OfferScreen offer={offer} locale={language} />
}
