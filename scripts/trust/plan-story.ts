import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { submitCheckout } from '../../emulator/testing.ts'
import type { Trial } from './family.ts'
import { findForm } from './http.ts'
import { newVisitor } from './shopper.ts'
import { addWeather, control } from './weather.ts'
import type { Event, Scenario } from './webhook-scenarios.ts'

type Payment = Record<string, unknown> & { payment_id: string; status: string }

/** Buys a small plan and agrees to a larger one, whose charge takes its time; nobody has told the shop how it ended. */
export const planChange: Scenario = {
  name: 'plan change',
  begin: async (trial, _, at) => {
    const { stack, database } = trial
    const email = `plan-${at}-${trial.random.below(1e9)}@example.com`
    const { visit } = newVisitor(stack)
    const page = `${stack.shopUrl}/en/products/lumen-basic`
    const started = await visit(page, findForm((await visit(page)).body, /^Subscribe/))
    await submitCheckout(started.headers.location ?? '', { email, country: 'DE', postalCode: '10115' })
    const plan = await untilMirrored(database, email)
    const over = [
      await addWeather(stack, { match: { email, event: '*' }, effect: { webhooks: 'drop' } }),
      await addWeather(stack, { match: { email }, effect: { processing: true }, times: 1 }),
    ]
    const change = `${stack.shopUrl}/en/subscriptions/${plan.id}/change?plan=lumen-pro`
    await visit(change, findForm((await visit(change)).body, /^Pay /))
    const paid = await settle(trial, email)
    for (const end of over) await end()
    const about = (type: string): Event => ({
      type,
      data: { payload_type: 'Subscription', subscription_id: plan.provider_id },
      sees: null,
    })
    const of = (type: string, status: string): Event => {
      const sees = { ...paid, status }
      return { type, data: { payload_type: 'Payment', ...sees }, sees }
    }
    return {
      orderId: plan.order_id,
      impressionId: null,
      events: [
        of('payment.processing', 'processing'),
        of('payment.succeeded', 'succeeded'),
        about('subscription.plan_changed'),
        about('subscription.updated'),
        about('subscription.renewed'),
      ],
      state: () => stateOfPlan(database, plan.id),
    }
  },
}

async function untilMirrored(database: pg.Pool, email: string) {
  for (let tries = 0; tries < 600; tries += 1) {
    const { rows } = await database.query<{ id: string; provider_id: string; order_id: string }>(
      'SELECT s.id, s.provider_id, s.order_id FROM subscription s JOIN "order" o ON o.id = s.order_id WHERE o.email = $1',
      [email],
    )
    if (rows[0]) return rows[0]
    await wait(50)
  }
  throw new Error(`The plan of ${email} is not known after 30 s.`)
}

/** The bank says yes to the charge that takes its time. */
async function settle({ stack }: Trial, email: string): Promise<Payment> {
  const payments = async () =>
    (await control<{ items: Payment[] }>(stack, 'GET', `/payments?email=${email}`)).items
  const open = (await payments()).find(({ status }) => status === 'processing')
  if (!open) throw new Error('The change of plan made no charge.')
  await control(stack, 'POST', `/payments/${open.payment_id}/settle`, { status: 'succeeded' })
  const paid = (await payments()).find(({ payment_id }) => payment_id === open.payment_id)
  if (!paid) throw new Error('The charge is gone.')
  return paid
}

/** Everything that events about a change of plan may change. */
async function stateOfPlan(database: pg.Pool, id: string): Promise<string> {
  const { rows } = await database.query<{ state: string }>(
    `SELECT concat_ws(' ', p.slug, s.status, 'changes', (SELECT string_agg(c.state || ' ' || coalesce(c.charged_minor::text, '-'), '+')
        FROM plan_change c WHERE c.subscription_id = s.id),
      'payments', (SELECT string_agg(status, '+') FROM payment WHERE subscription_id = s.provider_id),
      'goods', (SELECT count(*) FROM entitlement e WHERE e.line_id = s.line_id),
      'told', (SELECT string_agg(kind, '+' ORDER BY kind) FROM subscription_event e WHERE e.subscription_id = s.id)) AS state
     FROM subscription s JOIN product p ON p.id = s.product_id WHERE s.id = $1`,
    [id],
  )
  return rows.map(({ state }) => state).join(' | ')
}
