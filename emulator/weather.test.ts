import DodoPayments, { APIConnectionError, APIError } from 'dodopayments'
import { afterEach, describe, expect, test } from 'vitest'
import type { RuleInput } from './control/effects'
import type { RunningEmulator } from './create-emulator'
import { API_KEY, buyOnce, control, createPen, sdk, startEmulator } from './testing'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Somebody with a saved card, and the charge of it, which is what must never go wrong twice. */
async function world() {
  const emulator = await startEmulator()
  closers.push(emulator.close)
  const client = sdk(emulator)
  const { product, customerId, methodId } = await buyOnce(client)
  const rule = (input: RuleInput) => control(emulator, 'POST', '/weather', input)
  const charge = (metadata: Record<string, string> = {}, signal = AbortSignal.timeout(5_000)) =>
    client.checkoutSessions.create(
      {
        product_cart: [{ product_id: product.product_id, quantity: 1 }],
        customer: { customer_id: customerId },
        payment_method_id: methodId,
        confirm: true,
        metadata,
      },
      { signal, fetchOptions: { redirect: 'error' } },
    )
  return { emulator, client, rule, charge, customerId }
}

/** How many charges were asked for and how many were made, after the first purchase. */
async function count(emulator: RunningEmulator) {
  const { items } = await control<{ items: { kind: string; path?: string; status?: number | null }[] }>(
    emulator,
    'GET',
    '/journal',
  )
  const posts = items.filter((row) => row.kind === 'request' && row.path === '/checkouts').slice(1)
  return {
    posts: posts.length,
    statuses: posts.map((row) => row.status),
    charges: items.filter((row) => row.kind === 'money').length - 1,
  }
}

const charges = { match: { route: 'POST /checkouts' }, times: 1 }

describe('an answer that never comes (d1)', () => {
  test.each([
    ['silent before the work', { silence: true }, 0],
    ['silent after the work', { silence: true, after: true }, 1],
    ['too slow before the work', { latencyMs: 60_000 }, 0],
    ['too slow after the work', { latencyMs: 60_000, after: true }, 1],
  ] as const)('%s', async (_, effect, made) => {
    const { emulator, rule, charge } = await world()
    await rule({ ...charges, effect })
    await expect(charge({}, AbortSignal.timeout(300))).rejects.toThrow(/abort/i)
    expect((await count(emulator)).charges).toBe(made)
    expect(await charge()).toMatchObject({ payment_id: expect.stringMatching(/^pay_/) })
  })

  test.each([
    ['cut before the work', { dropBefore: true }, 0],
    ['cut in the middle of the answer', { dropDuring: true }, 1],
    ['cut after the work', { dropAfter: true }, 1],
  ] as const)('%s', async (_, effect, made) => {
    const { emulator, rule, charge } = await world()
    await rule({ ...charges, effect })
    await expect(charge()).rejects.toThrow(/connection|terminated|aborted/i)
    expect(await count(emulator)).toEqual({ posts: 1, statuses: [null], charges: made })
  })

  test('no name, and no TLS: by the address given', async () => {
    const { emulator } = await world()
    for (const baseURL of ['http://emulator.invalid', emulator.url.replace('http:', 'https:')]) {
      const lost = new DodoPayments({ bearerToken: API_KEY, baseURL, maxRetries: 0 })
      await expect(lost.products.list({ page_number: 0 })).rejects.toBeInstanceOf(APIConnectionError)
    }
  })
})

describe('an answer with an error (d2)', () => {
  const statuses = [400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 502, 503, 504]
  test.each(statuses.flatMap((status) => [false, true].map((after) => ({ status, after }))))(
    '$status, charged: $after',
    async ({ status, after }) => {
      const { emulator, rule, charge } = await world()
      const headers = { 'retry-after': '7', 'x-should-retry': 'true' }
      await rule({ ...charges, effect: { status, after, headers } })
      const error = await charge().then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(APIError)
      expect(error).toMatchObject({
        status,
        error: { code: expect.any(String), message: expect.any(String) },
      })
      expect((error as APIError).headers?.get('retry-after')).toBe('7')
      expect((error as APIError).headers?.get('x-should-retry')).toBe('true')
      expect((error as APIError).headers?.get('x-ratelimit-limit')).toBe('240')
      expect(await count(emulator)).toEqual({ posts: 1, statuses: [status], charges: after ? 1 : 0 })
    },
  )

  test('the default client of the SDK charges three times, so the emulator shows it', async () => {
    const { emulator, rule } = await world()
    await rule({ match: { route: 'POST /checkouts' }, effect: { status: 500, after: true } })
    const { product, customerId, methodId } = await buyAgain(sdk(emulator))
    const eager = new DodoPayments({ bearerToken: API_KEY, baseURL: emulator.url })
    const asked = eager.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1 }],
      customer: { customer_id: customerId },
      payment_method_id: methodId,
      confirm: true,
    })
    await expect(asked).rejects.toMatchObject({ status: 500 })
    expect(await count(emulator)).toMatchObject({ charges: 3 })
  })

  const buyAgain = async (client: DodoPayments) => {
    const customer = (await client.customers.list({ page_number: 0 })).items[0]
    const { items } = await client.customers.retrievePaymentMethods(customer?.customer_id ?? '')
    const product = await createPen(client)
    return {
      product,
      customerId: customer?.customer_id ?? '',
      methodId: items[0]?.payment_method_id ?? '',
    }
  }
})

describe('which calls a rule spoils', () => {
  test('from the n-th matching call on, so many times, and only of its person and route', async () => {
    const { emulator, client, rule } = await world()
    await rule({ match: { route: '/products*' }, effect: { status: 503 }, after: 2, times: 1 })
    await rule({ match: { email: 'other@example.com' }, effect: { status: 500 } })
    await expect(client.products.list({ page_number: 0 })).resolves.toBeDefined()
    await expect(client.products.list({ page_number: 0 })).rejects.toMatchObject({ status: 503 })
    await expect(client.products.list({ page_number: 0 })).resolves.toBeDefined()
    expect(await client.customers.list({ email: 'ada@example.com', page_number: 0 })).toBeDefined()
    await expect(client.customers.list({ email: 'other@example.com', page_number: 0 })).rejects.toMatchObject(
      { status: 500 },
    )
    const { items } = await control<{ items: unknown[] }>(emulator, 'GET', '/weather')
    expect(items).toMatchObject([{ seen: 1, used: 1 }])
  })

  test('refuses an effect it does not know, and a redirect that would leave this machine', async () => {
    const { rule } = await world()
    for (const effect of [{ hail: true }, { status: 307, location: 'https://example.com/' }, {}]) {
      expect(await rule({ match: {}, effect: effect as never })).toMatchObject({
        code: 'INVALID_REQUEST_BODY',
      })
    }
  })
})
