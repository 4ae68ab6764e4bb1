import { db } from '../db/prisma'
import { type Call, isCharge, metadataOf } from './provider-line'

/** What the provider itself says of a payment. */
export type Charged = {
  payment_id: string
  status: string | null
  total_amount: number
  refund_status?: string | null
  metadata: Record<string, unknown>
}

/**
 * Everything that must hold of the money once nothing is under way any more (trust: 3.8), judged by the rows, by
 * what went over the line and by what the provider says. The answers are what is broken.
 */
export async function findBreaks(calls: readonly Call[], payments: readonly Charged[]): Promise<string[]> {
  const attempts = await db.chargeAttempt.findMany({ include: { consent: true } })
  const lines = await db.orderLine.findMany({ include: { entitlements: true } })
  const orders = await db.order.findMany()
  const broken: string[] = []
  const must = (holds: boolean, what: string, id: string) => holds || broken.push(`${what}: ${id}`)

  const paid = payments.filter(({ status }) => status === 'succeeded')
  const charges = calls.filter(isCharge).map((call) => String(metadataOf(call).attempt_id))
  for (const id of charges)
    must(
      attempts.some((a) => a.id === id && a.armedAt),
      'I3 armed before sent',
      id,
    )

  for (const attempt of attempts) {
    const { id, state, method, chargedMinor } = attempt
    const own = paid.filter(({ metadata }) => metadata.attempt_id === id)
    const rivals = attempts.filter(
      (a) => a.orderId === attempt.orderId && a.impressionId === attempt.impressionId,
    )
    must(charges.filter((charge) => charge === id).length <= 1, 'I2 sent once', id)
    must(rivals.filter((rival) => rival.state === 'succeeded').length <= 1, 'I1 kept once', id)
    must(own.length <= 1, 'I1 charged once', id)
    must(own.length === 0 || chargedMinor !== null, 'I9 no sale lost', id)
    must(chargedMinor === null || own[0]?.total_amount === chargedMinor, 'I8 no sale made up', id)
    must(!['created', 'sending'].includes(state), 'I17 progress', id)
    must(method === 'hosted_checkout' || attempt.consent !== null, 'I12 consent', id)
    const back = own.every(({ refund_status }) => refund_status === 'full')
    must(state !== 'refunded' || back, 'I18 called given back only when it is', id)
    must(own.length === 0 || !back || state === 'refunded', 'I20 what is given back is known to be', id)
    if (state !== 'succeeded') continue
    const line = lines.find((l) => l.orderId === attempt.orderId && l.impressionId === attempt.impressionId)
    must(line?.state === 'paid' && line.paymentId === attempt.providerPaymentId, 'I10 line paid', id)
    if (method === 'one_click') {
      const agreed = [attempt.expectedMinor, attempt.consent?.totalMinor]
      must(
        agreed.every((minor) => minor === chargedMinor),
        'I11 amount',
        id,
      )
    }
  }
  const refunded = calls.flatMap(({ method, path, body }) =>
    method === 'POST' && path === '/refunds' ? [metadataOf({ method, path, body }).refund_attempt_id] : [],
  )
  for (const { id, posts } of await db.refundAttempt.findMany())
    must(posts <= 1 && refunded.filter((named) => named === id).length === posts, 'I2 refund sent once', id)
  for (const { id, state, entitlements, totalMinor, paymentId } of lines) {
    const open = entitlements.filter(({ revokedAt }) => revokedAt === null)
    must(open.length === (state === 'paid' ? 1 : 0), 'I6 and I7 delivered once, and only when paid', id)
    const payment = paid.find(({ payment_id }) => payment_id === paymentId)
    must(state !== 'paid' || payment?.total_amount === totalMinor, 'I7 paid in full', id)
  }
  for (const { id, receiptRevision } of orders) {
    const own = lines.filter((line) => line.orderId === id)
    const count = own.filter(({ state }) => state !== 'unpaid').length
    const wasChanged = own.some(({ state }) => state === 'withdrawn')
    const right = wasChanged ? receiptRevision > count : receiptRevision === count
    must(right, 'I10 one revision of the receipt for each line', id)
  }
  return broken
}
