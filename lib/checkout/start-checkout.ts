import 'server-only'
import { type Box, bumpOfWish } from '@/lib/bumps/bump-of-wish'
import { createHostedAttempt, openHostedCheckout } from '@/lib/charges/open-hosted-checkout'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { ownedBy } from '@/lib/orders/owned-by'
import { fail, ok, type Result } from '@/lib/result'
import { ENDED_STATUSES } from '@/lib/subscriptions/state'
import { checkoutCustomer } from './checkout-customer'
import { mayOpenCheckout } from './may-open-checkout'

const REUSE_MS = 20 * 60 * 60 * 1_000

export type StartError =
  | { code: 'not_for_sale' }
  /** A plan is changed, never bought a second time. */
  | { code: 'already_has_plan'; orderId: string; subscriptionId: string | null }
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
  user: { id: string; email: string } | null
  slug: string
  locale: string
  /** A key for the network address it comes from. */
  visitor: string
  /** The campaign that led here, if any. */
  campaign?: string | null
  /** The box beside the button, if the page had one. */
  box?: Box | null
}): Promise<Result<{ url: string }, StartError>> {
  const owner = { userId: wish.user?.id ?? null, sessionId: wish.sessionId }
  const product = await db.product.findFirst({
    where: { slug: wish.slug, active: true, providerProductId: { not: null } },
  })
  if (!product?.providerProductId) return fail({ code: 'not_for_sale' })

  if (product.kind === 'subscription') {
    const plan = await db.orderLine.findFirst({
      where: {
        state: 'paid',
        product: { kind: 'subscription' },
        order: ownedBy(owner),
        NOT: { subscription: { status: { in: [...ENDED_STATUSES] } } },
      },
      include: { subscription: { select: { id: true } } },
    })
    if (plan)
      return fail({
        code: 'already_has_plan',
        orderId: plan.orderId,
        subscriptionId: plan.subscription?.id ?? null,
      })
  }

  const bump = await bumpOfWish(owner, wish)
  const added = bump?.added ?? null
  const open = await db.chargeAttempt.findFirst({
    where: {
      state: 'pending',
      impressionId: null,
      checkoutUrl: { not: null },
      payments: { none: {} },
      createdAt: { gt: new Date(Date.now() - REUSE_MS) },
      order: {
        ...owner,
        locale: wish.locale,
        lines: { some: { productId: product.id, impressionId: null } },
        ...(added
          ? { bump: { ticked: true, offerId: added.offerId, priceMinor: added.priceMinor } }
          : { OR: [{ bump: null }, { bump: { ticked: false } }] }),
      },
    },
    orderBy: { createdAt: 'desc' },
  })
  if (open?.checkoutUrl) return ok({ url: open.checkoutUrl })

  if (!(await mayOpenCheckout(wish))) return fail({ code: 'too_many' })
  const customer = await checkoutCustomer(wish.user)
  const orderId = newId()
  const attempt = { id: newId(), orderId, impressionId: null }
  await db.$transaction(async (tx) => {
    await tx.order.create({
      data: { id: orderId, ...owner, locale: wish.locale, campaign: wish.campaign ?? null },
    })
    await tx.orderLine.create({ data: { id: newId(), orderId, productId: product.id } })
    await bump?.keep(tx, orderId)
    if (customer.ok) await createHostedAttempt(tx, attempt)
  })
  await bump?.record(orderId)
  if (!customer.ok) return fail({ code: 'unavailable', orderId })
  const opened = await openHostedCheckout(attempt, {
    item: {
      providerProductId: product.providerProductId,
      quantity: 1,
      added: added?.providerProductId ?? null,
    },
    customer: customer.value,
    locale: wish.locale,
  })
  return opened.ok ? opened : fail({ code: 'unavailable', orderId })
}
