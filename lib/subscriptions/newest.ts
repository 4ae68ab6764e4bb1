import 'server-only'
import { listSubscriptions } from './queries'

/** The subscription that counts for whoever asks: one that goes on before one that has ended; null while there is none. */
export async function findNewestSubscription(locale: string): Promise<string | null> {
  const subscriptions = await listSubscriptions(locale)
  const going = subscriptions.find(({ standing }) => standing !== 'ended')
  return (going ?? subscriptions[0])?.id ?? null
}
