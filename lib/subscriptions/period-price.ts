import 'server-only'
import { db } from '@/lib/db/prisma'
import { sameTerms, type Terms } from './change-state'
import { choiceSchema } from './choice'
import { answerSchema } from './quote'
import type { PeriodPriceView } from './view'

type Subscription = {
  id: string
  providerId: string
  currency: string
  recurringMinor: number
  taxInclusive: boolean
  productId: string
}

/**
 * What one period of these terms costs, in a number the provider has said: the last quote of just these terms, or what
 * was paid with nothing off, else the price before tax.
 */
export async function readPeriodPrice(subscription: Subscription, terms: Terms): Promise<PeriodPriceView> {
  const { id, currency, recurringMinor } = subscription
  const price = (amount: number, plusTax: boolean) => ({ total: { amount, currency }, plusTax })
  const quotes = await db.planQuote.findMany({
    where: { subscriptionId: id },
    orderBy: { createdAt: 'desc' },
    take: 20,
  })
  for (const quote of quotes) {
    const answer = answerSchema.parse(quote.answer)
    if (answer.currency !== currency || !sameTerms(choiceSchema.parse(quote.choice), terms)) continue
    return price(answer.after.minor, answer.after.plusTax)
  }
  const paid = await db.payment.findFirst({
    where: { subscriptionId: subscription.providerId, status: 'succeeded', planChangeId: null, currency },
    orderBy: { providerCreatedAt: 'desc' },
  })
  const bill = paid?.billedMinor ?? paid?.totalMinor ?? null
  const isTheSame = paid !== null && bill !== null && bill - paid.taxMinor === recurringMinor
  return isTheSame ? price(bill, false) : price(recurringMinor, true)
}
