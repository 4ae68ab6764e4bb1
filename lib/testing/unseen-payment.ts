import { BUSINESS_ID } from '@/emulator/emulator'
import type { openShop } from './shop'
import { newProduct, newShopper, openCheckout, pay } from './shopper'

/** The event of a payment that succeeded, as the provider tells it. */
export const paymentEvent = (id: string) => ({
  type: 'payment.succeeded',
  business_id: BUSINESS_ID,
  data: { payment_id: id },
})

/** A payment that nobody has told us of. */
export async function unseenPayment({ control }: Pick<Awaited<ReturnType<typeof openShop>>, 'control'>) {
  const shopper = await newShopper()
  const { url, orderId } = await openCheckout(shopper, (await newProduct()).slug)
  await pay(shopper, url)
  const { items } = await control<{ items: { payment_id: string }[] }>(
    'GET',
    `/payments?email=${shopper.email}`,
  )
  return { orderId, paymentId: items[0]?.payment_id ?? '' }
}
