import 'server-only'
import { db } from '@/lib/db/prisma'
import { sameTerms, type Terms } from './change-state'
import { choiceSchema } from './choice'
import { currentTerms, type Mirror } from './mirror'
import { answerSchema } from './quote'
import type { PeriodPriceView } from './view'

/**
 * What one period of these terms costs, in a number the provider has said: the last quote of just these terms, or what
 * was paid with nothing off, else the price before tax. A quote of the running plan counts only while the provider still
 * takes that price: a discount may have run out, or a price have changed.
 */
export async function readPeriodPrice(subscription: Mirror, terms: Terms): Promise<PeriodPriceView> {
  const { id, currency, recurringMinor } = subscription
  const isRunning = sameTerms(terms, currentTerms(subscription))
  const price = (amount: number, plusTax: boolean) => ({ total: { amount, currency }, plusTax })
  const quotes = await db.planQuote.findMany({
    where: { subscriptionId: id },
    orderBy: { createdAt: 'desc' },
    take: 20,
  })
  for (const quote of quotes) {
    const answer = answerSchema.parse(quote.answer)
    const { minor, plusTax, preTaxMinor } = answer.after
    if (answer.currency !== currency || !sameTerms(choiceSchema.parse(quote.choice), terms)) continue
    if (isRunning && preTaxMinor !== null && preTaxMinor !== recurringMinor) continue
    return price(minor, plusTax)
  }
  const paid = await db.payment.findFirst({
    where: { subscriptionId: subscription.providerId, status: 'succeeded', planChangeId: null, currency },
    orderBy: { providerCreatedAt: 'desc' },
  })
  const bill = paid?.billedMinor ?? paid?.totalMinor ?? null
  const isTheSame = paid !== null && bill !== null && bill - paid.taxMinor === recurringMinor
  return isTheSame ? price(bill, false) : price(recurringMinor, true)
}
