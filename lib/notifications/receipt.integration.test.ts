import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, newCustomer, newOffer, theAttempt } = await import('@/lib/testing/shopper')
const { due, waiting, work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { whereNext } = await import('@/lib/orders/where-next')
const { sendReceipt } = await import('./send-receipt')

type Mail = { subject: string; text: string; headers: Record<string, string> }
const mailsTo = async (email: string) =>
  (await shop.control<{ items: Mail[] }>('GET', `/mail?to=${email}`)).items.reverse()

const order = (id: string) => db.order.findUniqueOrThrow({ where: { id } })

async function takeOffer(customer: Awaited<ReturnType<typeof newCustomer>>, price: number) {
  const offer = await newOffer(customer, { price })
  await accept(customer, offer.impressionId)
  await resolveAttempt((await theAttempt(offer.impressionId)).id)
  return offer
}

describe('the receipt of a sitting', () => {
  test('waits until the shopper is quiet, and tells of everything in one mail', async () => {
    const customer = await newCustomer()
    await takeOffer(customer, 2_500)
    await work()
    expect(await mailsTo(customer.email)).toEqual([])
    expect(await waiting('send_receipt', customer.orderId)).toHaveLength(1)
    await due('send_receipt', customer.orderId)
    await work()
    const [mail, ...more] = await mailsTo(customer.email)
    expect(more).toEqual([])
    expect(mail?.text).toContain('$19.00')
    expect(mail?.text).toContain('$25.00')
    expect(mail?.text).toContain('$44.00')
    expect(mail?.text.match(/LUMEN-/g)).toHaveLength(2)
  })

  test('is sent once by many senders of one moment', async () => {
    const customer = await newCustomer()
    for (let again = 0; again < 3; again += 1) {
      await Promise.all([work(), work(), whereNext({ id: customer.orderId, locale: 'en' })])
      await work()
    }
    expect(await mailsTo(customer.email)).toHaveLength(1)
    expect(await order(customer.orderId)).toMatchObject({ receiptRevision: 1, receiptSentRevision: 1 })
  })

  test('is sent once when the end of the funnel is reached twice while the first mail is under way', async () => {
    const customer = await newCustomer()
    for (let round = 0; round < 4; round += 1) {
      await whereNext({ id: customer.orderId, locale: 'en' })
      const first = work()
      await vi.waitFor(async () => expect(await waiting('send_receipt', customer.orderId)).toEqual([]), {
        interval: 1,
      })
      await whereNext({ id: customer.orderId, locale: 'en' })
      await Promise.all([first, work()])
    }
    await work()
    expect(await mailsTo(customer.email)).toHaveLength(1)
  })

  test('is updated in the same thread when an offer is taken later', async () => {
    const customer = await newCustomer()
    await whereNext({ id: customer.orderId, locale: 'en' })
    await work()
    await takeOffer(customer, 2_500)
    await due('send_receipt', customer.orderId)
    await work()
    await sendReceipt(customer.orderId)
    const [first, second, ...more] = await mailsTo(customer.email)
    expect(more).toEqual([])
    expect(first?.headers['message-id']).toBe(`<receipt.${customer.orderId}.1@shop.test>`)
    expect(second?.headers['message-id']).toBe(`<receipt.${customer.orderId}.2@shop.test>`)
    expect(second?.headers['in-reply-to']).toBe(first?.headers['message-id'])
    expect(second?.headers.references).toBe(first?.headers['message-id'])
    expect(second?.text).toContain('$44.00')
    expect(second?.subject).not.toBe(first?.subject)
  })

  test('an offer taken while the mail is under way is told of in the next one', async () => {
    const customer = await newCustomer()
    await whereNext({ id: customer.orderId, locale: 'en' })
    await Promise.all([work(), takeOffer(customer, 2_500)])
    await due('send_receipt', customer.orderId)
    await work()
    const mails = await mailsTo(customer.email)
    expect(mails.at(-1)?.text).toContain('$44.00')
    expect(new Set(mails.map(({ headers }) => headers['message-id'])).size).toBe(mails.length)
  })
})
