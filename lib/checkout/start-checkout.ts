import 'server-only'
import { createHostedAttempt, openHostedCheckout } from '@/lib/charges/open-hosted-checkout'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { mayOpenCheckout } from './may-open-checkout'

const REUSE_MS = 20 * 60 * 60 * 1_000

export type StartError =
  | { code: 'not_for_sale' }
  /** A plan is changed, never bought a second time. */
  | { code: 'already_has_plan'; orderId: string }
  /** The provider did not open a checkout; nothing was charged, and the order waits. */
  | { code: 'unavailable'; orderId: string }
  /** Too many checkouts were opened from there within an hour. */
  | { code: 'too_many' }

/**
 * Opens an order for one product and the provider's checkout for it. Going back and buying the same thing again
 * continues the checkout that is open, so one wish is one order.
 */
export async function startCheckout(wish: {
  sessionId: string
  slug: string
  locale: string
  /** A key for the network address it comes from. */
  visitor: string
}): Promise<Result<{ url: string }, StartError>> {
  const product = await db.product.findFirst({
    where: { slug: wish.slug, active: true, providerProductId: { not: null } },
  })
  if (!product?.providerProductId) return fail({ code: 'not_for_sale' })

  if (product.kind === 'subscription') {
    const plan = await db.orderLine.findFirst({
      where: { state: 'paid', product: { kind: 'subscription' }, order: { sessionId: wish.sessionId } },
    })
    if (plan) return fail({ code: 'already_has_plan', orderId: plan.orderId })
  }

  const open = await db.chargeAttempt.findFirst({
    where: {
      state: 'pending',
      impressionId: null,
      checkoutUrl: { not: null },
      payments: { none: {} },
      createdAt: { gt: new Date(Date.now() - REUSE_MS) },
      order: {
        sessionId: wish.sessionId,
        locale: wish.locale,
        lines: { some: { productId: product.id, impressionId: null } },
      },
    },
    orderBy: { createdAt: 'desc' },
  })
  if (open?.checkoutUrl) return ok({ url: open.checkoutUrl })

  if (!(await mayOpenCheckout(wish))) return fail({ code: 'too_many' })
  const orderId = newId()
  const attempt = { id: newId(), orderId, impressionId: null }
  await db.$transaction(async (tx) => {
    await tx.order.create({ data: { id: orderId, sessionId: wish.sessionId, locale: wish.locale } })
    await tx.orderLine.create({ data: { id: newId(), orderId, productId: product.id } })
    await createHostedAttempt(tx, attempt)
  })
  const opened = await openHostedCheckout(attempt, {
    item: { providerProductId: product.providerProductId, quantity: 1 },
    customer: null,
    locale: wish.locale,
  })
  return opened.ok ? opened : fail({ code: 'unavailable', orderId })
}
