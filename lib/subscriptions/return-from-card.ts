import 'server-only'
import { paths } from '@/lib/paths'
import { findOwnSubscription } from './find-own'
import { refreshSubscription } from './refresh-subscription'

/** Somebody is back from the page for a new card or from the bank: what is true is read, and shown. Safe to repeat. */
export async function returnFromCard(id: string, locale: string): Promise<string> {
  const subscription = await findOwnSubscription(id)
  if (subscription) await refreshSubscription(subscription.providerId)
  return paths.subscription(locale, id)
}
