import { z } from 'zod'

const paymentSchema = z.object({
  payment_id: z.string(),
  status: z.string().nullable(),
  currency: z.string(),
  total_amount: z.number(),
  tax: z.number().nullish(),
  payment_method_id: z.string().nullish(),
  card_last_four: z.string().nullish(),
  subscription_id: z.string().nullish(),
  customer: z.object({ customer_id: z.string(), email: z.string() }),
  product_cart: z.array(z.object({ product_id: z.string(), quantity: z.number() })).nullish(),
})
const entrySchema = z.object({
  kind: z.enum(['request', 'money', 'credit']),
  method: z.string().optional(),
  path: z.string().optional(),
  status: z.number().nullish(),
  movement: z.string().optional(),
})
const mailSchema = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
})
const deliverySchema = z.object({
  id: z.string(),
  type: z.string(),
  state: z.string(),
  attempts: z.array(z.object({ status: z.number().nullable() })),
})

export type ProviderPayment = z.infer<typeof paymentSchema>
export type Mail = z.infer<typeof mailSchema>

export type Weather = {
  match: { email: string; route?: string; event?: string }
  effect:
    | { webhooks: 'drop' | 'hold' }
    | { duplicate: number }
    | { latencyMs: number }
    | { dropBefore: true }
    | { dropAfter: true }
    | { status: number; body?: unknown; after?: boolean }
    | { processing: true }
    | { rewrite: { set: Record<string, unknown> } }
  times?: number
}

/** The remote control of the provider's stand-in: makes its weather, and tells the truth about money. */
export class Emulator {
  constructor(private readonly url: string) {}

  /** Makes something go wrong for one customer. */
  async weather(rule: Weather): Promise<void> {
    await this.#call('POST', '/weather', rule)
  }

  async payments(email: string): Promise<ProviderPayment[]> {
    return this.#list(`/payments?email=${encodeURIComponent(email)}`, paymentSchema)
  }

  /** How often the provider was asked to open a checkout or to charge for this customer. */
  async checkoutPosts(email: string): Promise<number> {
    const entries = await this.#list(`/journal?email=${encodeURIComponent(email)}`, entrySchema)
    return entries.filter((entry) => entry.method === 'POST' && entry.path === '/checkouts').length
  }

  /** How often money moved. */
  async charges(email: string): Promise<number> {
    const entries = await this.#list(`/journal?email=${encodeURIComponent(email)}`, entrySchema)
    return entries.filter((entry) => entry.kind === 'money' && entry.movement === 'charge').length
  }

  /** How often money went back. */
  async refunds(email: string): Promise<number> {
    const entries = await this.#list(`/journal?email=${encodeURIComponent(email)}`, entrySchema)
    return entries.filter((entry) => entry.kind === 'money' && entry.movement === 'refund').length
  }

  /** The provider's ids of this person's subscriptions. */
  async subscriptions(email: string): Promise<string[]> {
    const payments = await this.payments(email)
    return [...new Set(payments.flatMap(({ subscription_id }) => subscription_id ?? []))]
  }

  /** How often the provider was asked to change this customer's plan. */
  async planChanges(email: string): Promise<number> {
    const entries = await this.#list(`/journal?email=${encodeURIComponent(email)}`, entrySchema)
    return entries.filter(({ method, path }) => method === 'POST' && path?.endsWith('/change-plan')).length
  }

  /** Goes forward in the provider's time, for everybody, until all that falls due on the way has happened. */
  async advance(duration: string): Promise<void> {
    await this.#call('POST', '/clock', { advance: duration })
  }

  /** Which of the provider's known rules for changes of plan are in force, for everybody. */
  async rules(proration: 'A' | 'C'): Promise<void> {
    await this.#call('PATCH', '/settings', { proration })
  }

  async mails(to: string): Promise<Mail[]> {
    return this.#list(`/mail?to=${encodeURIComponent(to)}`, mailSchema)
  }

  async webhooks(email: string): Promise<z.infer<typeof deliverySchema>[]> {
    return this.#list(`/webhooks?email=${encodeURIComponent(email)}`, deliverySchema)
  }

  /** Sends what was held back. Answers how many. */
  async release(email: string): Promise<number> {
    const answer = await this.#call('POST', '/webhooks/release', { email })
    return z.object({ released: z.number() }).parse(answer).released
  }

  async replay(webhookId: string): Promise<void> {
    await this.#call('POST', `/webhooks/${webhookId}/replay`)
  }

  /** Ends a payment that is processing. */
  async settle(paymentId: string, status: 'succeeded' | 'failed'): Promise<void> {
    await this.#call('POST', `/payments/${paymentId}/settle`, { status })
  }

  async #list<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
    return z.object({ items: z.array(schema) }).parse(await this.#call('GET', path)).items
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/_emulator${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}
