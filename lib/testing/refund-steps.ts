import { db } from '../db/prisma'
import { resolveRefund } from '../refunds/resolve-refund'
import { syncRefund } from '../refunds/sync-refund'
import { undoPurchase } from '../refunds/undo-purchase'
import type { Shop } from './shop'

/** What can happen to the money of one offer after it was paid. */
export function refundSteps(shop: Shop, impressionId: string) {
  const payments = () =>
    db.payment.findMany({ where: { attempt: { impressionId } }, select: { id: true, status: true } })
  return {
    /** The customer takes the purchase back, as the page or the mail lets them. */
    async undo(): Promise<void> {
      const lines = await db.orderLine.findMany({ where: { impressionId } })
      for (const { id } of lines) await undoPurchase(id)
    },
    /** Somebody refunds at the provider's desk; it refuses a second time. */
    async refundAtDesk(): Promise<void> {
      for (const { id, status } of await payments())
        if (status === 'succeeded')
          await shop.provider.refunds.create({ payment_id: id }).catch(() => undefined)
    },
    /** The jobs of refunds run, and their webhooks come. */
    async lookForRefunds(): Promise<void> {
      const attempts = await db.refundAttempt.findMany({ where: { payment: { attempt: { impressionId } } } })
      for (const { id } of attempts) await resolveRefund(id)
      for (const { id } of await payments())
        for (const { refund_id } of (await shop.provider.payments.retrieve(id)).refunds)
          await syncRefund(refund_id)
    },
    /** The next refund of what is paid by now is made and its answer lost, or refused. */
    async spoilRefund(made: boolean): Promise<void> {
      const ids = new Set((await payments()).map(({ id }) => id))
      shop.line.spoil(
        ({ method, path, body }) =>
          method === 'POST' && path === '/refunds' && ids.has(String(body.payment_id)),
        { charged: made, answer: made ? 'reset' : { status: 422, body: '{"code":"X","message":"no"}' } },
      )
    },
  }
}
