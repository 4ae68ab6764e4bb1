import { afterEach, describe, expect, test } from 'vitest'
import { createPen, sdk, startEmulator, submitCheckout } from './testing'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function world(flags: object = {}) {
  const emulator = await startEmulator()
  closers.push(emulator.close)
  const client = sdk(emulator)
  const pen = await createPen(client, 5000)
  await client.discounts.create({ type: 'percentage', amount: 2000, code: 'SPRING20' })
  await client.discounts.create({
    type: 'percentage',
    amount: 1000,
    code: 'WELCOME',
    customer_eligibility: 'first_time',
  })
  const session = await client.checkoutSessions.create({
    product_cart: [{ product_id: pen.product_id, quantity: 1 }],
    feature_flags: flags,
  })
  const url = session.checkout_url ?? ''
  const send = async (action: string, code: string) => {
    const body = new URLSearchParams({ action, code })
    const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' })
    return { status: answer.status, text: await answer.text() }
  }
  const read = async () => (await fetch(url)).text()
  return { emulator, client, url, send, read }
}

describe('discount codes on the hosted page', () => {
  test('are applied as typed, shown, paid and counted', async () => {
    const { emulator, client, url, send, read } = await world()
    expect((await send('apply-code', ' spring20 ')).status).toBe(303)
    const page = await read()
    expect(page).toContain('Remove the code SPRING20')
    expect(page).toContain('Pay $40.00')
    await submitCheckout(url)
    const [payment] = emulator.control.payments()
    expect(payment).toMatchObject({ status: 'succeeded', total_amount: 4000 })
    expect(payment?.discounts?.map(({ code }) => code)).toEqual(['SPRING20'])
    expect((await client.discounts.retrieveByCode('SPRING20')).times_used).toBe(1)
  })

  test('can be taken away again', async () => {
    const { send, read } = await world()
    await send('apply-code', 'SPRING20')
    expect((await send('remove-code', 'SPRING20')).status).toBe(303)
    expect(await read()).toContain('Pay $50.00')
  })

  test('that do not exist are refused beside the field, with what was typed', async () => {
    const { send, read } = await world()
    const { status, text } = await send('apply-code', 'WINTER')
    expect(status).toBe(422)
    expect(text).toContain('This code does not exist')
    expect(text).toContain('value="WINTER"')
    expect(await read()).toContain('Pay $50.00')
  })

  test('for a first order only are refused once it shows who pays', async () => {
    const { emulator, client, url, send } = await world()
    const pen = await createPen(client)
    const first = await client.checkoutSessions.create({
      product_cart: [{ product_id: pen.product_id, quantity: 1 }],
    })
    await submitCheckout(first.checkout_url ?? '')
    expect((await send('apply-code', 'WELCOME')).status).toBe(303)
    const answer = await submitCheckout(url)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('This code is not for this customer.')
    expect(emulator.control.payments()).toHaveLength(1)
  })

  test('are no matter where the shop does not want them', async () => {
    const { send, read } = await world({ allow_discount_code: false })
    expect(await read()).not.toContain('Discount code')
    expect((await send('apply-code', 'SPRING20')).status).toBe(422)
  })
})
