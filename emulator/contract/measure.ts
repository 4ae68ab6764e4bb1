import { buyOnce } from '../testing'
import type { World } from './world'

const CHARGES = 100

/** Charges a saved card many times, one after the other; told, never judged, since machines differ. */
export async function measureCharges({ client }: World): Promise<string> {
  const { product, customerId, methodId } = await buyOnce(client, { email: 'measure@example.com' })
  const times: number[] = []
  for (let index = 0; index < CHARGES; index += 1) {
    const since = performance.now()
    await client.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1 }],
      customer: { customer_id: customerId },
      payment_method_id: methodId,
      confirm: true,
    })
    times.push(performance.now() - since)
  }
  times.sort((a, b) => a - b)
  const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(1)
  return `A charge takes ${at(0.5)} ms (median), ${at(0.95)} ms (95 of 100).`
}
