import { submitCheckout } from '../../emulator/testing.ts'
import type { Trial } from './family.ts'
import { type Customer, click, newOffers, openHostedCheckout } from './shopper.ts'
import { addWeather, control } from './weather.ts'

/**
 * One event as it is signed and sent; `sees` is what the provider answers when the payment, or the dispute, is read
 * because of it.
 */
export type Event = { type: string; data: Record<string, unknown>; sees: Record<string, unknown> | null }

/** A purchase that nobody has told the shop of yet, with the five events about it, oldest first. */
export type Story = {
  orderId: string
  impressionId: string | null
  events: Event[]
  /** What became of it, if it is no purchase. */
  state?: () => Promise<string>
}

export type Scenario = {
  name: string
  begin: (trial: Trial, customer: Customer, at: number) => Promise<Story>
}

type Payment = Record<string, unknown> & { payment_id: string; metadata: Record<string, string> }

const of = (payment: Payment, type: string, status = 'succeeded'): Event => {
  const seen = { ...payment, status }
  return { type, data: { payload_type: 'Payment', ...seen }, sees: seen }
}

const about = (type: string, payload: string, data: Record<string, unknown>): Event => ({
  type,
  data: { payload_type: payload, ...data },
  sees: null,
})

const paymentsOf = async ({ stack }: Trial, email: string) =>
  (await control<{ items: Payment[] }>(stack, 'GET', `/payments?email=${email}`)).items.toReversed()

/** A one-click purchase that is paid, with its payment. */
async function buyWithOneClick(trial: Trial, customer: Customer, at: number) {
  const { stack, database } = trial
  const [offer] = await newOffers(stack, customer, 1)
  if (!offer) throw new Error('No offer was copied.')
  await click(stack, stack.instances[at % 2 === 0 ? 0 : 1], offer)
  const { rows } = await database.query<{ id: string; payment: string }>(
    'SELECT id, provider_payment_id AS payment FROM charge_attempt WHERE impression_id = $1',
    [offer.impressionId],
  )
  const id = rows[0]?.payment
  if (!id) throw new Error('The click made no charge.')
  const answer = await fetch(`${stack.emulatorUrl}/payments/${id}`, {
    headers: { authorization: `Bearer ${stack.secrets.apiKey}` },
  })
  return { offer, payment: (await answer.json()) as Payment }
}

const oneClick = (name: string, events: (payment: Payment, trial: Trial) => Promise<Event[]>): Scenario => ({
  name,
  begin: async (trial, customer, at) => {
    const { offer, payment } = await buyWithOneClick(trial, customer, at)
    return { orderId: offer.orderId, impressionId: offer.impressionId, events: await events(payment, trial) }
  },
})

const apiPost = async ({ stack }: Trial, path: string, body: unknown) => {
  const answer = await fetch(`${stack.emulatorUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.secrets.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown>
}

function dispute(payment: Payment, status: string): Event {
  const seen = {
    dispute_id: `dsp_${payment.payment_id}`,
    payment_id: payment.payment_id,
    dispute_status: `dispute_${status}`,
    amount: String(payment.total_amount),
    currency: payment.currency,
  }
  return { ...about(`dispute.${status}`, 'Dispute', seen), sees: seen }
}

/** Stories of five events each (trust: e2); a change of plan is one more. */
export const SCENARIOS: Scenario[] = [
  oneClick('pay', async (payment) => [
    of(payment, 'payment.processing', 'processing'),
    of(payment, 'payment.processing', 'requires_confirmation'),
    of(payment, 'payment.succeeded'),
    about('license_key.created', 'LicenseKey', { payment_id: payment.payment_id }),
    of(payment, 'payment.succeeded'),
  ]),
  oneClick('the bank asks', async (payment) => [
    of(payment, 'payment.processing', 'processing'),
    of(payment, 'payment.processing', 'requires_customer_action'),
    of(payment, 'payment.processing', 'requires_confirmation'),
    of(payment, 'payment.succeeded'),
    of(payment, 'payment.succeeded'),
  ]),
  {
    name: 'fail, then pay',
    begin: async (trial, _, at) => {
      const email = `orders-${at}-${trial.random.below(1e9)}@example.com`
      const over = await addWeather(trial.stack, { match: { email }, effect: { webhooks: 'drop' } })
      const url = await openHostedCheckout(trial.stack)
      await submitCheckout(url, { email, number: '4000000000000002' })
      await submitCheckout(url, { email })
      const [failed, paid] = await paymentsOf(trial, email)
      await over()
      if (!failed || !paid) throw new Error('Two payments were to be made.')
      return {
        orderId: paid.metadata.order_id ?? '',
        impressionId: null,
        events: [
          of(failed, 'payment.processing', 'processing'),
          of(failed, 'payment.failed', 'failed'),
          of(paid, 'payment.processing', 'processing'),
          of(paid, 'payment.succeeded'),
          of(paid, 'payment.succeeded'),
        ],
      }
    },
  },
  oneClick('refund', async (payment, trial) => {
    const refund = await apiPost(trial, '/refunds', { payment_id: payment.payment_id, reason: 'asked for' })
    return [
      of(payment, 'payment.processing', 'processing'),
      of(payment, 'payment.succeeded'),
      about('refund.succeeded', 'Refund', refund),
      about('refund.succeeded', 'Refund', refund),
      of(payment, 'payment.succeeded'),
    ]
  }),
  oneClick('dispute', async (payment) => [
    of(payment, 'payment.processing', 'processing'),
    of(payment, 'payment.succeeded'),
    dispute(payment, 'opened'),
    dispute(payment, 'challenged'),
    dispute(payment, 'won'),
  ]),
  oneClick('a decline that was none', async (payment) => [
    of(payment, 'payment.processing', 'processing'),
    of(payment, 'payment.processing', 'requires_customer_action'),
    of(payment, 'payment.failed', 'failed'),
    of(payment, 'payment.succeeded'),
    about('entitlement_grant.created', 'EntitlementGrant', { payment_id: payment.payment_id }),
  ]),
]
