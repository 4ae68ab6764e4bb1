import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { requireLocale } from '@/lib/i18n/require-locale'
import { returnFromCard } from '@/lib/subscriptions/return-from-card'

/** Back from the provider's page for a card, or from the bank: what is true is read, and shown. */
export async function GET(
  _: Request,
  { params }: RouteContext<'/[locale]/subscriptions/[subscriptionId]/return'>,
): Promise<Response> {
  const { subscriptionId, locale } = await params
  redirect((await returnFromCard(subscriptionId, requireLocale(locale))) as Route)
}
