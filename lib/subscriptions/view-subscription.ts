import 'server-only'
import { declineReasonOf, verdictOf } from '@/lib/charges/state'
import type { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { toMeter } from '@/lib/usage/meter'
import { readUsage } from '@/lib/usage/read-usage'
import { outcomeState } from './change-outcome'
import { OPEN_CHANGES } from './change-state'
import { creditBalance } from './credit'
import { readCredit } from './credit-view'
import { currentTerms, discountsOf, scheduledTerms } from './mirror'
import type { readNames } from './names'
import { readPeriodPrice } from './period-price'
import { grantsAccess, standingOf } from './state'
import type { NextChargeView, PeriodPriceView, ScheduledView, SubscriptionView } from './view'

export const viewInclude = {
  product: true,
  addOns: true,
  changes: { where: { state: { in: [...OPEN_CHANGES] } }, take: 1 },
} satisfies Prisma.SubscriptionInclude
export type SubscriptionRow = Prisma.SubscriptionGetPayload<{ include: typeof viewInclude }>

type Names = Awaited<ReturnType<typeof readNames>>

/** A subscription as its owner sees it. */
export async function toView(row: SubscriptionRow, names: Names): Promise<SubscriptionView> {
  const standing = standingOf(row)
  const plan = names.plan(row.productId)
  const lastPayment = await db.payment.findFirst({
    where: { subscriptionId: row.providerId },
    orderBy: { providerCreatedAt: 'desc' },
  })
  const credit = await creditBalance(row.id, row.currency)
  const price = await readPeriodPrice(row, currentTerms(row))
  const scheduled = viewSchedule(row, names)
  const open = row.changes[0]
  const isRunning = standing === 'active' || standing === 'past_due'
  const owes = standing === 'on_hold' || standing === 'past_due'
  return {
    id: row.id,
    standing,
    hasAccess: grantsAccess(row, lastPayment?.providerCreatedAt ?? null, new Date()),
    plan,
    art: row.product.art,
    quantity: row.quantity,
    addOns: names.addOns(row.addOns),
    features: names.features(plan.features),
    price,
    discounts: discountsOf(row).map(({ code, cyclesLeft }) => ({ code, cyclesLeft })),
    periodStart: row.periodStart.toISOString(),
    periodEnd: row.periodEnd.toISOString(),
    nextCharge: standing === 'active' ? await nextCharge(row, price, credit) : null,
    endsAt: standing === 'ending' || standing === 'ended' ? row.periodEnd.toISOString() : null,
    meters: [
      toMeter(
        'editing_credits',
        await readUsage(row, 'editing_credits'),
        plan.limits.editing_credits ?? null,
      ),
    ],
    credit: await readCredit(row, price, names),
    card:
      row.cardBrand && row.cardLastFour
        ? {
            brand: row.cardBrand,
            lastFour: row.cardLastFour,
            expiry:
              row.cardExpMonth && row.cardExpYear ? { month: row.cardExpMonth, year: row.cardExpYear } : null,
          }
        : null,
    scheduled,
    openChange: open ? { id: open.id, state: outcomeState(open) } : null,
    due:
      owes && lastPayment && verdictOf(lastPayment.status) === 'failed'
        ? {
            amount: { amount: lastPayment.totalMinor, currency: lastPayment.currency },
            reason: declineReasonOf(lastPayment.errorCode),
            failedAt: lastPayment.providerCreatedAt.toISOString(),
          }
        : null,
    may: {
      change: standing === 'active' && !open && !scheduled,
      cancel: isRunning || standing === 'on_hold',
      undoCancel: standing === 'ending',
      pause: standing === 'active' && (!open || open.state === 'scheduled'),
      resume: standing === 'paused',
      card: isRunning || standing === 'ending' || standing === 'on_hold',
    },
  }
}

function viewSchedule(row: SubscriptionRow, names: Names): ScheduledView | null {
  const terms = scheduledTerms(row)
  return (
    terms && {
      plan: names.plan(terms.productId),
      quantity: terms.quantity,
      addOns: names.addOns(terms.addOns),
      at: terms.at.toISOString(),
    }
  )
}

/** What the period's end will take: the price of the plan that is in force then, less the credit there is. */
async function nextCharge(
  row: SubscriptionRow,
  present: PeriodPriceView,
  creditMinor: number,
): Promise<NextChargeView> {
  const terms = scheduledTerms(row)
  const price = terms ? await readPeriodPrice(row, terms) : present
  const used = Math.min(creditMinor, price.total.amount)
  const money = (amount: number) => ({ amount, currency: row.currency })
  return {
    at: row.periodEnd.toISOString(),
    price,
    credit: used > 0 ? money(used) : null,
    due: money(price.total.amount - used),
  }
}
