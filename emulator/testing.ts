import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import DodoPayments from 'dodopayments'
import { createEmulator, type EmulatorOptions, type RunningEmulator } from './create-emulator'

export const API_KEY = 'test_key'
export const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`

export function startEmulator(options: Partial<EmulatorOptions> = {}): Promise<RunningEmulator> {
  return createEmulator({ port: 0, smtpPort: 0, dataDir: null, apiKey: API_KEY, ...options })
}

export function sdk(emulator: { url: string }): DodoPayments {
  return new DodoPayments({ bearerToken: API_KEY, baseURL: emulator.url, maxRetries: 0 })
}

export const CARD = '4242 4242 4242 4242'

/** Fills in and sends the hosted page's form as a browser would, following no redirect. */
export function submitCheckout(checkoutUrl: string, fields: Record<string, string> = {}): Promise<Response> {
  const form = new URLSearchParams({
    action: 'pay',
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    country: 'US',
    postalCode: '10001',
    method: 'new',
    number: CARD,
    expiry: '06/32',
    cvc: '123',
    ...fields,
  })
  return fetch(checkoutUrl, { method: 'POST', body: form, redirect: 'manual' })
}

export function createPen(client: DodoPayments, price = 4900) {
  return client.products.create({
    name: 'Fountain pen',
    tax_category: 'digital_products',
    price: { type: 'one_time_price', currency: 'USD', price },
  })
}

/** A customer with a saved card, made the real way: by buying on the hosted page. */
export async function buyOnce(client: DodoPayments, fields: Record<string, string> = {}) {
  const product = await createPen(client)
  const session = await client.checkoutSessions.create({
    product_cart: [{ product_id: product.product_id, quantity: 1 }],
    return_url: 'http://shop.test/done?order=7',
  })
  await submitCheckout(session.checkout_url ?? '', fields)
  const { payment_id } = await client.checkoutSessions.retrieve(session.session_id)
  const payment = await client.payments.retrieve(payment_id ?? '')
  return {
    product,
    payment,
    customerId: payment.customer.customer_id,
    methodId: payment.payment_method_id ?? '',
  }
}

export async function control<T = unknown>(
  emulator: { url: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`${emulator.url}/_emulator${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  return (await response.json()) as T
}

export interface Received {
  body: string
  headers: IncomingHttpHeaders
}

/** A webhook receiver that answers with `answers` in turn (-1 never, then 200) and hands over what it got. */
export async function startReceiver(answers: number[] = []) {
  const received: Received[] = []
  let wake = () => {}
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ body, headers: request.headers })
      const status = answers.shift() ?? 200
      if (status > 0) response.writeHead(status).end(`answer ${status}`)
      wake()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    /** Resolves once `count` calls have arrived. */
    async waitFor(count: number): Promise<Received[]> {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return received
    },
    close: () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      return closed
    },
  }
}
