import type DodoPayments from 'dodopayments'
import type { UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import { expect } from 'vitest'
import { paymentsOf } from './billing-testing'

/** Previews, changes, and sees that the preview told the truth. Answers what was charged and what was credited. */
export async function change(client: DodoPayments, id: string, request: UpdateSubscriptionPlanReq) {
  const before = await paymentsOf(client, id)
  const preview = await client.subscriptions.previewChangePlan(id, request)
  const answer = await client.subscriptions.changePlan(id, request)
  expect(answer).toEqual({ payment_id: null, payment_link: null, client_secret: null, expires_on: null })
  const made = (await paymentsOf(client, id)).slice(0, -before.length)
  const { summary, line_items } = preview.immediate_charge
  expect(made.reduce((sum, payment) => sum + payment.total_amount, 0)).toBe(summary.total_amount)
  const lines = line_items.reduce((sum, line) => {
    if (line.type === 'meter') throw new Error('no meter was sold')
    return sum + Math.round(line.unit_price * line.quantity * line.proration_factor)
  }, 0)
  expect(lines + summary.customer_credits).toBe(summary.total_amount)
  const now = await client.subscriptions.retrieve(id)
  const { next_billing_date: _n, previous_billing_date: _p, expires_at: _e, ...planned } = preview.new_plan
  expect(now).toMatchObject(planned)
  return { charged: summary.total_amount, credits: summary.customer_credits, made, now }
}
