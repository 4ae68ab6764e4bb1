import 'server-only'
import { randomBytes } from 'node:crypto'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { claimOrders } from '@/lib/orders/claim-orders'

/**
 * Takes the person out of everything and ends every login. What was sold, when, where and for how much stays, because
 * the law asks for it; it then belongs to a user whom nobody can be. Saved methods are deleted at the provider by a job
 * each, committed with the rest, for the customer we made and for those the person was as a guest.
 */
export async function eraseAccount(user: { id: string; email: string }): Promise<void> {
  await claimOrders(user)
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
    for (const customerId of await customersOf(tx, user.id))
      await addJob(tx, 'forget_customer', { customerId })
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
      FROM charge_attempt a JOIN "order" o ON o.id = a.order_id
      WHERE a.id = p.attempt_id AND o.user_id = ${user.id}`
    await tx.order.updateMany({ where: { userId: user.id }, data: { email: null } })
  })
  logger.info({ userId: user.id }, 'account erased')
}

async function customersOf(tx: Tx, userId: string): Promise<Set<string>> {
  const link = await tx.customerLink.findUnique({ where: { userId } })
  const payments = await tx.payment.findMany({
    where: { attempt: { order: { userId } } },
    select: { providerCustomer: true },
    distinct: ['providerCustomer'],
  })
  const own = link ? [link.providerCustomer] : []
  return new Set([...own, ...payments.map(({ providerCustomer }) => providerCustomer)])
}
