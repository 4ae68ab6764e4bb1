import { resolveAttempt } from '../charges/resolve-attempt'
import { db } from '../db/prisma'
import { resolveRefund } from '../refunds/resolve-refund'
import { accept, newCustomer, newFunnel, newProduct, theAttempt } from './shopper'

/** A course, the bundle that takes its place, and the funnel that offers so to whoever bought the course. */
export async function newSwapFunnel({ from = 4_900, to = 9_900 } = {}) {
  const [small, big] = [await newProduct({ price: from }), await newProduct({ price: to })]
  const rule = { fact: 'bought' as const, in: [small.slug] }
  const step = { offer: `swap-${big.slug}`, product: big.id, swap: true as const }
  await newFunnel(`swap-${small.slug}`, 'post_purchase', [step], { rule, priority: 500 })
  return { small, big }
}

export type SwapFunnel = Awaited<ReturnType<typeof newSwapFunnel>>

/** Somebody who has just bought the course and was led to the swap. */
export async function newSwapper(
  funnel: SwapFunnel,
  fields: Omit<NonNullable<Parameters<typeof newCustomer>[0]>, 'slug'> = {},
) {
  const customer = await newCustomer({ ...fields, slug: funnel.small.slug })
  const impression = await db.impression.findFirst({
    where: { orderId: customer.orderId, replacesLine: { not: null } },
  })
  if (!impression?.replacesLine) throw new Error('no swap was presented')
  const line = await db.orderLine.findUniqueOrThrow({ where: { id: impression.replacesLine } })
  if (!line.paymentId) throw new Error('what is replaced was not paid')
  return { ...customer, impressionId: impression.id, oldLineId: line.id, oldPaymentId: line.paymentId }
}

export type Swapper = Awaited<ReturnType<typeof newSwapper>>

/** Says yes, and lets the charge be looked up. */
export async function swap(swapper: Swapper): Promise<void> {
  await accept(swapper, swapper.impressionId)
  await resolveAttempt((await theAttempt(swapper.impressionId)).id)
}

/** Where both lines and the old money stand. */
export async function standing({ orderId, impressionId, oldLineId, oldPaymentId }: Swapper) {
  const [old, bigger, refunds] = await Promise.all([
    db.orderLine.findUniqueOrThrow({ where: { id: oldLineId }, include: { entitlements: true } }),
    db.orderLine.findFirst({ where: { orderId, impressionId }, include: { entitlements: true } }),
    db.refundAttempt.findMany({ where: { paymentId: oldPaymentId }, orderBy: { createdAt: 'asc' } }),
  ])
  const access = (line: typeof old | null) => (line?.entitlements ?? []).filter((e) => !e.revokedAt).length
  return {
    old: old.state,
    bigger: bigger?.state ?? null,
    oldAccess: access(old),
    biggerAccess: access(bigger),
    refunds: refunds.map(({ state, cause }) => `${cause} ${state}`),
    refundIds: refunds.map(({ id }) => id),
  }
}

/** The jobs of the old money's refunds run. */
export async function lookForRefunds(swapper: Swapper): Promise<void> {
  for (const id of (await standing(swapper)).refundIds) await resolveRefund(id)
}
