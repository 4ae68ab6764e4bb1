import 'server-only'
import { db } from '@/lib/db/prisma'
import { readUsage } from '@/lib/usage/read-usage'
import { type Choice, choiceSchema } from './choice'
import { creditBalance } from './credit'
import { directionOf } from './make-choice'
import { currentTerms } from './mirror'
import { type NamedPlan, readNames } from './names'
import { type Answer, answerSchema, coverage } from './quote'
import type { QuoteLineView, QuoteView } from './view'

/** A stored quote as it is shown, in the shop's words and the provider's numbers. */
export async function viewQuote(quoteId: string, locale: string): Promise<QuoteView> {
  const quote = await db.planQuote.findUniqueOrThrow({
    where: { id: quoteId },
    include: { subscription: { include: { addOns: true } } },
  })
  const { subscription } = quote
  const choice = choiceSchema.parse(quote.choice)
  const answer = answerSchema.parse(quote.answer)
  const names = await readNames(locale)
  const from = names.plan(answer.fromProductId)
  const to = names.plan(choice.productId)
  const money = (amount: number) => ({ amount, currency: answer.currency })
  const balance = await creditBalance(subscription.id, answer.currency)
  const left = balance + answer.creditMinor
  const after = { total: money(answer.after.minor), plusTax: answer.after.plusTax }
  const covers = coverage(left, answer.after.minor)
  const creditThen = Math.min(left, answer.after.minor)
  const before = currentTerms(subscription)
  const addOnsBefore = names.addOns(before.addOns)
  const addOnsAfter = names.addOns(choice.addOns)
  const without = (list: typeof addOnsBefore, others: typeof addOnsBefore) =>
    list.filter(({ slug }) => !others.some((other) => other.slug === slug))
  return {
    id: quote.id,
    expiresAt: quote.expiresAt.toISOString(),
    direction: directionOf(
      { interval: from.interval, price: answer.before.minor },
      { interval: to.interval, price: answer.after.minor },
    ),
    when: choice.when,
    from: {
      plan: from,
      quantity: before.quantity,
      addOns: addOnsBefore,
      price: { total: money(answer.before.minor), plusTax: answer.before.plusTax },
    },
    to: { plan: to, quantity: choice.quantity, addOns: addOnsAfter, price: after },
    sentence: {
      kind: sentenceKind(choice, answer),
      due: money(answer.dueMinor),
      creditGained: answer.creditMinor > 0 ? money(answer.creditMinor) : null,
      afterwards: after,
      from: answer.nextAt,
      interval: to.interval,
    },
    lines: toLines(answer, names),
    tax: money(answer.taxMinor),
    creditUsed: answer.creditMinor < 0 ? money(-answer.creditMinor) : null,
    creditGained: answer.creditMinor > 0 ? money(answer.creditMinor) : null,
    creditCovers: covers && { renewals: covers.renewals, rest: money(covers.rest) },
    due: money(answer.dueMinor),
    nextCharge: {
      at: answer.nextAt,
      price: after,
      credit: creditThen > 0 ? money(creditThen) : null,
      due: money(answer.after.minor - Math.max(0, creditThen)),
    },
    gained: names.features(to.features.filter((key) => !from.features.includes(key))),
    lost: names.features(from.features.filter((key) => !to.features.includes(key))),
    addOnsKept: addOnsAfter.filter(({ slug }) => addOnsBefore.some((other) => other.slug === slug)),
    addOnsGained: without(addOnsAfter, addOnsBefore),
    addOnsLost: without(addOnsBefore, addOnsAfter),
    discountsLost: answer.discountsLost,
    exceeded: await findExceeded(subscription, to),
    card:
      subscription.cardBrand && subscription.cardLastFour
        ? { brand: subscription.cardBrand, lastFour: subscription.cardLastFour }
        : null,
  }
}

function sentenceKind({ when }: Choice, { dueMinor, creditMinor }: Answer): QuoteView['sentence']['kind'] {
  if (when === 'period_end') return 'later'
  if (dueMinor > 0) return 'pay_now'
  return creditMinor > 0 ? 'credit_now' : 'free_now'
}

/** The provider's lines. Their amounts are named only where they add up to its own total, to the cent. */
function toLines(answer: Answer, names: Awaited<ReturnType<typeof readNames>>): QuoteLineView[] {
  const money = (amount: number) => ({ amount, currency: answer.currency })
  const amounts = answer.lines.map(({ unitMinor, quantity, factor }) =>
    Math.round(unitMinor * quantity * factor),
  )
  const taxOnTop = answer.lines.every(({ taxInclusive }) => taxInclusive) ? 0 : answer.taxMinor
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  const addsUp = sum + taxOnTop + answer.creditMinor === answer.dueMinor
  return answer.lines.map((line, index) => ({
    name: names.line(line.kind, line.id) ?? line.name ?? line.id,
    kind: line.kind,
    quantity: line.quantity,
    unit: money(line.unitMinor),
    side: line.factor < 0 ? 'back' : 'charged',
    amount: addsUp ? money(Math.abs(amounts[index] ?? 0)) : null,
  }))
}

async function findExceeded(subscription: { id: string; periodStart: Date }, to: NamedPlan) {
  const limit = to.limits.editing_credits
  if (limit === undefined) return []
  const used = await readUsage(subscription, 'editing_credits')
  return used > limit ? [{ meter: 'editing_credits' as const, used, limit }] : []
}
