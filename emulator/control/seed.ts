import type { ProductCreateParams } from 'dodopayments/resources/products'
import { z } from 'zod'
import { createCustomer, rememberBilling, savePaymentMethod } from '../checkout/customers'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { countrySchema } from '../http/body'
import { findTestCard } from '../reference/test-cards'

export const seedSchema = z.strictObject({
  /** Bodies of `POST /products`, checked by that route. */
  products: z.array(z.record(z.string(), z.json())).default([]),
  customers: z
    .array(
      z.strictObject({
        email: z.email(),
        name: z.string().min(1),
        country: countrySchema.default('US'),
        zipcode: z.string().default('10001'),
        cards: z.array(z.string()).default([]),
      }),
    )
    .default([]),
})

export interface SeedInput {
  products?: ProductCreateParams[]
  customers?: z.input<typeof seedSchema>['customers']
}

export interface Seeded {
  products: { product_id: string }[]
  customers: { customer_id: string; email: string; payment_method_ids: string[] }[]
}

/** Puts products and customers with saved test cards into the emulator, in the order given. */
export async function seed(emulator: Emulator, input: z.output<typeof seedSchema>): Promise<Seeded> {
  const products: Seeded['products'] = []
  for (const product of input.products) products.push(await postProduct(emulator, product))
  return { products, customers: input.customers.map((customer) => seedCustomer(emulator, customer)) }
}

async function postProduct(emulator: Emulator, product: unknown): Promise<{ product_id: string }> {
  const response = await fetch(`${emulator.url}/products`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(product),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new ApiError(422, 'INVALID_REQUEST_BODY', JSON.stringify(answer))
  return answer as { product_id: string }
}

function seedCustomer(
  { store, now }: Emulator,
  { email, name, country, zipcode, cards }: z.output<typeof seedSchema>['customers'][number],
): Seeded['customers'][number] {
  const unknown = cards.find((number) => !findTestCard(number))
  if (unknown !== undefined) throw new ApiError(422, 'INVALID_REQUEST_BODY', `${unknown} is no test card`)
  return store.commit(() => {
    const { customer_id } = createCustomer(store, { email, name }, now())
    rememberBilling(store, customer_id, { country, zipcode, city: null, state: null, street: null })
    const payment_method_ids = cards.map((number) => {
      const card = { number, expiry_month: '06', expiry_year: '2032', holder_name: name }
      return savePaymentMethod(store, customer_id, card, now()).payment_method_id
    })
    return { customer_id, email, payment_method_ids }
  })
}
