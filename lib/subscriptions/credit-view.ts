import 'server-only'
import { db } from '@/lib/db/prisma'
import { choiceSchema } from './choice'
import type { readNames } from './names'
import { coverage } from './quote'
import { standingOf } from './state'
import type { CreditEntryView, CreditView, PeriodPriceView } from './view'

type Row = {
  id: string
  currency: string
  status: string
  cancelAtPeriodEnd: boolean
}

/** The credit of a subscription with where it came from and what it will pay; null when there never was any. */
export async function readCredit(
  row: Row,
  price: PeriodPriceView,
  names: Awaited<ReturnType<typeof readNames>>,
): Promise<CreditView | null> {
  const entries = await db.planCredit.findMany({
    where: { subscriptionId: row.id, currency: row.currency },
    include: { planChange: { include: { quote: true } } },
    orderBy: { at: 'desc' },
  })
  if (entries.length === 0) return null
  const payments = await db.payment.findMany({
    where: { id: { in: entries.flatMap(({ paymentId }) => paymentId ?? []) } },
  })
  const money = (amount: number) => ({ amount, currency: row.currency })
  const balance = Math.max(
    0,
    entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  )
  const covers = standingOf(row) === 'active' ? coverage(balance, price.total.amount) : null
  return {
    balance: money(balance),
    covers: covers && { renewals: covers.renewals, rest: money(covers.rest) },
    entries: entries.map(({ at, amountMinor, planChange, paymentId }): CreditEntryView => {
      const charged = payments.find(({ id }) => id === paymentId)?.totalMinor ?? 0
      return {
        at: at.toISOString(),
        amount: money(amountMinor),
        source: planChange
          ? {
              kind: 'change',
              from: names.plan(planChange.fromProductId).name,
              to: names.plan(choiceSchema.parse(planChange.quote.choice).productId).name,
            }
          : { kind: 'payment', charged: money(charged) },
      }
    }),
  }
}
