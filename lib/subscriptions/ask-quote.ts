import 'server-only'
import type { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { type PlanChangeRequest, previewPeriod, previewPlanChange } from '@/lib/dodo/plan-change'
import { fail, ok, type Result } from '@/lib/result'
import type { Choice } from './choice'
import { currentTerms, discountCodesOf, discountsOf } from './mirror'
import { type Answer, hashOf, toAnswer } from './quote'
import { refusalOf } from './refusal'
import { billingSchema, metadataSchema } from './stored'
import type { PeriodPriceView, Refusal } from './view'

export const subjectInclude = {
  product: true,
  addOns: { include: { addOn: true } },
} satisfies Prisma.SubscriptionInclude
export type Subject = Prisma.SubscriptionGetPayload<{ include: typeof subjectInclude }>

export type Asked = { answer: Answer; hash: string }

/**
 * Asks the provider what a choice would cost, by one code for showing and for confirming, so that the same answer has
 * the same hash. Changes nothing.
 */
export async function askQuote(
  subscription: Subject,
  choice: Choice,
): Promise<Result<Asked, Refusal | 'unavailable'>> {
  const request = await toRequest(subscription, choice)
  if (!request.ok) return request
  const before = await toProvider(currentTerms(subscription))
  const customer = customerOf(subscription)
  const discountCodes = discountCodesOf(subscription)
  const [preview, beforePrice, afterPrice] = await Promise.all([
    previewPlanChange(subscription.providerId, request.value),
    before ? previewPeriod({ ...before, ...customer, discountCodes }) : null,
    previewPeriod({ ...request.value, ...customer, discountCodes: codesAfter(choice, subscription) }),
  ])
  if (!preview.ok) return fail(refusalOf(preview.error) ?? 'unavailable')
  const answer = toAnswer({
    preview: preview.value,
    before: {
      recurringMinor: subscription.recurringMinor,
      productId: subscription.productId,
      price: beforePrice?.ok ? beforePrice.value : null,
      discountCodes,
    },
    afterPrice: afterPrice.ok ? afterPrice.value : null,
    nextAt: choice.when === 'now' ? preview.value.plan.periodEnd : subscription.periodEnd,
  })
  return ok({ answer, hash: hashOf(choice, answer) })
}

/** The codes that take something off after a change, as far as can be told before the provider is asked. */
const codesAfter = ({ discountCode }: Choice, subscription: Subject): string[] =>
  discountCode
    ? [discountCode]
    : discountsOf(subscription).flatMap(({ code, isKept }) => (isKept ? [code] : []))

const customerOf = ({ providerCustomer, billing }: Subject) => ({
  customerId: providerCustomer,
  billing: billingSchema.parse(billing),
})

/** What a period of these terms would cost this customer, tax included; null where the provider does not say. */
export async function askPeriodPrice(
  subscription: Subject,
  terms: Parameters<typeof toProvider>[0],
  discountCodes: string[] = [],
): Promise<PeriodPriceView | null> {
  const named = await toProvider(terms)
  const asked = named && (await previewPeriod({ ...named, ...customerOf(subscription), discountCodes }))
  if (!asked?.ok || !asked.value) return null
  const { totalMinor, currency } = asked.value
  return { total: { amount: totalMinor, currency }, plusTax: false }
}

/** The choice in the provider's words, with everything that belongs to the subscription sent again. */
export async function toRequest(
  subscription: Subject,
  choice: Choice,
): Promise<Result<PlanChangeRequest, Refusal>> {
  const terms = await toProvider(choice)
  if (!terms) return fail('not_for_sale')
  return ok({
    ...terms,
    discountCode: choice.discountCode,
    mode: choice.mode,
    effectiveAt: choice.when === 'now' ? 'immediately' : 'next_billing_date',
    metadata: metadataSchema.parse(subscription.metadata),
  })
}

async function toProvider({
  productId,
  quantity,
  addOns,
}: Pick<Choice, 'productId' | 'quantity'> & {
  addOns: readonly Choice['addOns'][number][]
}) {
  const product = await db.product.findUnique({ where: { id: productId } })
  const rows = await db.addOn.findMany({ where: { id: { in: addOns.map(({ addOnId }) => addOnId) } } })
  const named = addOns.flatMap((addOn) => {
    const id = rows.find((row) => row.id === addOn.addOnId)?.providerAddOnId
    return id ? [{ id, quantity: addOn.quantity }] : []
  })
  if (!product?.providerProductId || named.length < addOns.length) return null
  return { productId: product.providerProductId, quantity, addOns: named }
}
