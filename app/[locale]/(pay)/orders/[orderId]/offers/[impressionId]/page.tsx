import { notFound } from 'next/navigation'
import { OfferScreen } from '@/components/offers/offer-screen'
import { localeSchema } from '@/lib/i18n/locale'
import { getOffer } from '@/lib/offers/queries'

export default async function OfferPage({
  params,
}: PageProps<'/[locale]/orders/[orderId]/offers/[impressionId]'>) {
  const { orderId, impressionId, locale } = await params
  const language = localeSchema.parse(locale)
  const offer = await getOffer(orderId, impressionId, language)
  if (!offer) notFound()
  return <OfferScreen offer={offer} locale={language} />
}
