import 'server-only'
import { randomBytes } from 'node:crypto'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { claimOrders } from '@/lib/orders/claim-orders'
import { fail, ok, type Result } from '@/lib/result'
import { subjectInclude } from '@/lib/subscriptions/ask-quote'
import { forgetOwner } from '@/lib/subscriptions/forget-owner'
import { endSubscription } from '@/lib/subscriptions/standing-changes'
import { ENDED_STATUSES } from '@/lib/subscriptions/state'

/** By then the provider has told of all that happened: it tries for more than a day. */
const LAST_NEWS_MS = 2 * 24 * 60 * 60 * 1_000

/**
 * Ends every running plan, then takes the person out of everything and ends every login. What was sold, when, where and
 * for how much stays, because the law asks for it; it then belongs to a user whom nobody can be. Saved methods are
 * deleted at the provider by a job each, committed with the rest, for the customer we made and for those the person was
 * as a guest. `plan_goes_on`: the provider did not end a plan, which would charge on; nothing was erased.
 */
export async function eraseAccount(user: {
  id: string
  email: string
}): Promise<Result<null, 'plan_goes_on'>> {
  await claimOrders(user)
  for (const subscription of await runningPlans(user.id)) await endSubscription(subscription)
  if ((await runningPlans(user.id)).length > 0) {
    logger.error({ userId: user.id }, 'an account was not erased: a plan of it could not be ended')
    return fail('plan_goes_on')
  }
  await db.$transaction(async (tx) => {
    await tx.user.update({
      where: { id: user.id },
      data: {
        email: `erased-${randomBytes(16).toString('hex')}@erased.invalid`,
        name: '',
        offersOff: true,
        erasedAt: new Date(),
      },
    })
    await tx.login.deleteMany({ where: { userId: user.id } })
    await tx.milestone.deleteMany({ where: { userId: user.id } })
    for (const customerId of await customersOf(tx, user.id)) {
      await addJob(tx, 'forget_customer', { customerId })
      const runAt = new Date(Date.now() + LAST_NEWS_MS)
      await addJob(tx, 'forget_customer', { customerId }, { runAt })
    }
    await tx.savedMethod.updateMany({
      where: { userId: user.id, revokedAt: null },
      data: { revokedAt: new Date(), chosen: false },
    })
    await tx.savedMethod.updateMany({
      where: { userId: user.id },
      data: { brand: '', lastFour: '', expMonth: null, expYear: null, userAgent: null },
    })
    await tx.$executeRaw`UPDATE payment p SET email = '', name = NULL, card_last_four = NULL, card_exp_month = NULL,
        card_exp_year = NULL, payment_link = NULL, billing = jsonb_build_object('country', p.billing -> 'country',
          'city', NULL, 'state', NULL, 'street', NULL, 'zipcode', NULL)
      WHERE p.attempt_id IN (SELECT a.id FROM charge_attempt a JOIN "order" o ON o.id = a.order_id
          WHERE o.user_id = ${user.id})
        OR p.plan_change_id IN (SELECT c.id FROM plan_change c JOIN subscription s ON s.id = c.subscription_id
          JOIN "order" o ON o.id = s.order_id WHERE o.user_id = ${user.id})`
    await forgetOwner(tx, { order: { userId: user.id } })
    await tx.order.updateMany({ where: { userId: user.id }, data: { email: null } })
  })
  logger.info({ userId: user.id }, 'account erased')
  return ok(null)
}

const runningPlans = (userId: string) =>
  db.subscription.findMany({
    where: { order: { userId }, status: { notIn: [...ENDED_STATUSES] } },
    include: subjectInclude,
  })

async function customersOf(tx: Tx, userId: string): Promise<Set<string>> {
  const link = await tx.customerLink.findUnique({ where: { userId } })
  const where = { attempt: { order: { userId } } }
  const payments = await tx.payment.findMany({ where, distinct: ['providerCustomer'] })
  const own = link ? [link.providerCustomer] : []
  return new Set([...own, ...payments.map(({ providerCustomer }) => providerCustomer)])
}
