import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ChangePreview, PeriodPrice } from '@/lib/dodo/plan-change'
import { type Choice, choiceSchema } from './choice'

const price = z.object({
  minor: z.int(),
  plusTax: z.boolean(),
  /** The same before tax; quotes from before this was kept have none. */
  preTaxMinor: z.int().nullable().default(null),
})

/** What the provider answered, as far as it is shown. Amounts are minor units of `currency`. */
export const answerSchema = z.object({
  currency: z.string(),
  dueMinor: z.int(),
  taxMinor: z.int(),
  creditMinor: z.int(),
  lines: z.array(
    z.object({
      kind: z.enum(['plan', 'add_on']),
      id: z.string(),
      name: z.string().nullable(),
      unitMinor: z.int(),
      quantity: z.int(),
      factor: z.number(),
      taxMinor: z.int(),
      taxInclusive: z.boolean(),
    }),
  ),
  /** One period of the old plan and of the new one. */
  before: price,
  after: price,
  nextAt: z.iso.datetime(),
  fromProductId: z.string(),
  /** The codes of discounts that end with the change. */
  discountsLost: z.array(z.string()).default([]),
})
export type Answer = z.infer<typeof answerSchema>

/** Puts together what the provider says of a change. */
export function toAnswer(input: {
  preview: ChangePreview
  before: { recurringMinor: number; productId: string; price: PeriodPrice | null; discountCodes: string[] }
  afterPrice: PeriodPrice | null
  nextAt: Date
}): Answer {
  const { currency, dueMinor, taxMinor, creditMinor, lines, plan } = input.preview
  const { before } = input
  return {
    currency,
    dueMinor,
    taxMinor,
    creditMinor,
    lines,
    before: periodPrice(before.recurringMinor, currency, before.price),
    after: periodPrice(plan.recurringMinor, currency, input.afterPrice),
    nextAt: input.nextAt.toISOString(),
    fromProductId: before.productId,
    discountsLost: before.discountCodes.filter((code) => !plan.discounts.some((each) => each.code === code)),
  }
}

/** The price with its tax where the provider's two numbers are about the same thing, else the one before tax. */
export function periodPrice(recurringMinor: number, currency: string, asked: PeriodPrice | null) {
  const known =
    asked !== null && asked.currency === currency && asked.totalMinor - asked.taxMinor === recurringMinor
  return { minor: known ? asked.totalMinor : recurringMinor, plusTax: !known, preTaxMinor: recurringMinor }
}

/**
 * The same for as long as a customer would read the same: sums, plan, and the day of the next charge. The part of a
 * period that is left moves with every second and is not read.
 */
export function hashOf(choice: Choice, { lines, nextAt, ...answer }: Answer): string {
  const read = {
    // One order of its fields, wherever it comes from.
    choice: choiceSchema.parse(choice),
    ...answer,
    nextDay: nextAt.slice(0, 10),
    lines: lines.map(({ factor: _, ...line }) => line),
  }
  return createHash('sha256').update(JSON.stringify(read)).digest('base64url')
}

/** What credit pays: so many renewals in full, and then so much of the next. Null where renewals cost nothing. */
export function coverage(creditMinor: number, renewalMinor: number) {
  if (creditMinor <= 0 || renewalMinor <= 0) return null
  return { renewals: Math.floor(creditMinor / renewalMinor), rest: creditMinor % renewalMinor }
}
