import { z } from 'zod'
import type { Prisma } from '@/lib/db/generated/client'
import type { Terms } from './change-state'
import type { Snapshot } from './event'

export const mirrorInclude = { addOns: true } satisfies Prisma.SubscriptionInclude
export type Mirror = Prisma.SubscriptionGetPayload<{ include: typeof mirrorInclude }>

const addOns = z.array(z.object({ addOnId: z.string(), quantity: z.int().positive() }))

const discounts = z.array(z.object({ code: z.string(), cyclesLeft: z.int().nullable(), isKept: z.boolean() }))

/** What the provider takes off its plan. */
export const discountsOf = (row: Pick<Mirror, 'discounts'>) => discounts.parse(row.discounts)

/** The codes of what the provider takes off its plan. */
export const discountCodesOf = (row: Pick<Mirror, 'discounts'>) => discountsOf(row).map(({ code }) => code)

/** The plan a subscription is on. */
export const currentTerms = ({ productId, quantity, addOns }: Mirror): Terms => ({
  productId,
  quantity,
  addOns,
})

/** The plan it will be on after its period, or null when no change is scheduled. */
export function scheduledTerms(row: Mirror): (Terms & { at: Date }) | null {
  if (!row.scheduledProductId || !row.scheduledQuantity || !row.scheduledAt) return null
  return {
    productId: row.scheduledProductId,
    quantity: row.scheduledQuantity,
    addOns: addOns.parse(row.scheduledAddOns),
    at: row.scheduledAt,
  }
}

export const snapshotOf = (row: Mirror): Snapshot => ({
  status: row.status,
  cancelAtPeriodEnd: row.cancelAtPeriodEnd,
  terms: currentTerms(row),
  discountCodes: discountCodesOf(row),
  scheduled: scheduledTerms(row),
  paymentMethodId: row.paymentMethodId,
  periodEnd: row.periodEnd,
})
