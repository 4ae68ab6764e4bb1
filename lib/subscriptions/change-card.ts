import 'server-only'
import { paymentPageUrl } from '@/lib/dodo/client'
import { openCardPage } from '@/lib/dodo/subscriptions'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { paths } from '@/lib/paths'
import { fail, ok, type Result } from '@/lib/result'
import type { Subject } from './ask-quote'

/** Opens the provider's page for a new card, where what is owed is paid too; answers with its address. */
export async function openCardChange(
  subscription: Subject,
  locale: string,
): Promise<Result<{ url: string }, 'unavailable'>> {
  const returnUrl = env.APP_URL + paths.subscriptionReturn(locale, subscription.id)
  const opened = await openCardPage(subscription.providerId, returnUrl)
  if (!opened.ok) {
    logger.warn({ subscriptionId: subscription.id, error: opened.error }, 'no page for a new card')
    return fail('unavailable')
  }
  const url = paymentPageUrl(opened.value)
  return url ? ok({ url }) : fail('unavailable')
}
