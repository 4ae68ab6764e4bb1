import type { Shop } from './shop'

/** The refunds of a payment as the provider saw them: the calls that asked for one (or for any), and how often money went back. */
export const refundsAt = (shop: Shop) => ({
  posts: (paymentId?: string) =>
    shop.line.calls.filter(
      ({ method, path, body }) =>
        method === 'POST' &&
        path === '/refunds' &&
        (paymentId === undefined || body.payment_id === paymentId),
    ),
  moneyBack: (paymentId: string): number =>
    shop.emulator.journal
      .list({})
      .filter((row) => row.kind === 'money' && row.movement === 'refund' && row.payment_id === paymentId)
      .length,
})
