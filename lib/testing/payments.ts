import { BUSINESS_ID } from '@/emulator/emulator'
import type { Shop } from './shop'
import { newProduct, newShopper, openCheckout, pay } from './shopper'

type Listed = {
  payment_id: string
  status: string
  refund_status: string | null
  total_amount: number
  metadata: Record<string, unknown>
}

/** The payments of an address as the provider has them, newest first. */
export const paymentsAt = ({ control }: Shop) => {
  const of = async (email: string) =>
    (await control<{ items: Listed[] }>('GET', `/payments?email=${email}`)).items
  return {
    of,
    latest: async (email: string) => (await of(email))[0]?.payment_id ?? '',
    /** How many of them the shop has the money of. */
    kept: async (email: string) =>
      (await of(email)).filter((p) => p.status === 'succeeded' && p.refund_status !== 'full').length,
  }
}

/** The event of a payment that succeeded, as the provider tells it. */
export const paymentEvent = (id: string) => ({
  type: 'payment.succeeded',
  business_id: BUSINESS_ID,
  data: { payment_id: id },
})

/** A payment that nobody has told us of. */
export async function unseenPayment(shop: Shop): Promise<{ orderId: string; paymentId: string }> {
  const shopper = await newShopper()
  const { url, orderId } = await openCheckout(shopper, (await newProduct()).slug)
  await pay(shopper, url)
  return { orderId, paymentId: await paymentsAt(shop).latest(shopper.email) }
}
