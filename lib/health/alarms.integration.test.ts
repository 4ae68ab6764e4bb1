import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { buyWithOneClick, newCustomer } = await import('@/lib/testing/shopper')
const { paymentEvent: payment, unseenPayment } = await import('@/lib/testing/payments')
const { work } = await import('@/lib/testing/work')
const { sendWebhook: hand } = await import('@/lib/testing/send-webhook')
const { GET: health } = await import('@/app/api/health/route')
const { pool } = await import('@/lib/db/pool')
const { listMessages, showMessage } = await import('@/lib/webhooks/operate-inbox')
const { readAlarms } = await import('./alarms')
const { beat, stopBeating } = await import('./heartbeat')

const alarm = async (code: string) => (await readAlarms()).find((each) => each.code === code)

describe('an operator sees', () => {
  test('messages by state, type and object, and no personal data in them', async () => {
    const { paymentId } = await unseenPayment(shop)
    const { id } = await hand({
      ...payment(paymentId),
      data: {
        payment_id: paymentId,
        customer: { email: 'a@example.com', name: 'A' },
        billing: { city: null },
      },
    })
    expect((await listMessages({ object: paymentId })).map((each) => each.id)).toEqual([id])
    expect(await listMessages({ object: paymentId, state: 'dead' })).toEqual([])
    const shown = JSON.stringify(await showMessage(id))
    expect(shown).toContain(paymentId)
    expect(shown).not.toMatch(/a@example\.com|"A"/)
    expect(await showMessage('msg_none')).toBeNull()
  })

  test('whether a worker lives', async () => {
    expect(await alarm('no_worker')).toEqual({ code: 'no_worker', level: 'page', count: 1 })
    await beat('one')
    expect(await alarm('no_worker')).toBeUndefined()
    await pool.query(`UPDATE worker_heartbeat SET beat_at = now() - interval '61 seconds'`)
    expect(await alarm('no_worker')).toBeDefined()
    await beat('one')
    await stopBeating('one')
    expect(await alarm('no_worker')).toBeDefined()
  })

  test('that the inbox is behind, and that webhooks have stopped', async () => {
    const { id } = await hand({ type: 'payment.x' })
    const since = (interval: string) =>
      pool.query(`UPDATE webhook_message SET received_at = now() - $2::interval WHERE id = $1`, [
        id,
        interval,
      ])
    await since('2 minutes')
    expect(await alarm('inbox_behind')).toMatchObject({ level: 'warn' })
    await since('6 minutes')
    expect(await alarm('inbox_behind')).toMatchObject({ level: 'page' })
    await work()
    expect(await alarm('inbox_behind')).toBeUndefined()

    const customer = await newCustomer()
    const [early, late] = [await buyWithOneClick(customer), await buyWithOneClick(customer)]
    await pool.query(`UPDATE webhook_message SET received_at = received_at - interval '2 hours'`)
    expect(await alarm('webhooks_silent')).toBeUndefined()
    await pool.query(
      `UPDATE charge_attempt SET armed_at = now() - interval '50 minutes' WHERE impression_id = $1`,
      [early.impressionId],
    )
    expect(await alarm('webhooks_silent')).toMatchObject({ level: 'page' })
    await hand({ type: 'x.y' })
    expect(await alarm('webhooks_silent')).toBeUndefined()
    expect(late.lineId).toBeTruthy()
  })

  test('health without a name, a sum or a secret', async () => {
    const text = await (await health()).text()
    expect(JSON.parse(text)).toMatchObject({ ok: true })
    expect(text).not.toMatch(/@|pay_|cus_|ref_|msg_/)
  })
})
