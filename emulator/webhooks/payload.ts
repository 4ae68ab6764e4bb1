import type { WebhookPayload } from 'dodopayments/resources/webhook-events'
import { BUSINESS_ID } from '../emulator'
import type { DeliveryRow } from '../state/rows'
import type { Store } from '../state/store'
import { toPayment } from '../state/wire'

/** The event's body with the subject as it is now, not as it was when the event happened. */
export function webhookPayload(store: Store, delivery: DeliveryRow): WebhookPayload | null {
  const data = subjectData(store, delivery.subject)
  return data && { business_id: BUSINESS_ID, type: delivery.type, timestamp: delivery.timestamp, data }
}

function subjectData(store: Store, subject: DeliveryRow['subject']): WebhookPayload['data'] | null {
  switch (subject.kind) {
    case 'Payment': {
      const payment = store.payments.get(subject.id)
      return payment ? { payload_type: 'Payment', ...toPayment(payment) } : null
    }
    case 'Subscription': {
      const subscription = store.subscriptions.get(subject.id)
      const past_due_ends_at = store.billing.get(subject.id)?.past_due_ends_at ?? null
      return subscription ? { payload_type: 'Subscription', ...subscription, past_due_ends_at } : null
    }
    case 'LicenseKey': {
      const key = store.licenseKeys.get(subject.id)
      return key ? { payload_type: 'LicenseKey', ...key } : null
    }
    case 'EntitlementGrant': {
      const grant = store.grants.get(subject.id)
      return grant ? { payload_type: 'EntitlementGrant', ...grant } : null
    }
    case 'DunningAttempt': {
      const dunning = store.dunnings.get(subject.id)
      if (!dunning) return null
      const { id: _, ...attempt } = dunning
      return { payload_type: 'DunningAttempt', ...attempt }
    }
    case 'Refund': {
      const refund = store.refunds.get(subject.id)
      return refund ? { payload_type: 'Refund', ...refund } : null
    }
  }
}

/** The metadata of what an event is about; it can carry weather words. */
export function subjectMetadata(
  store: Store,
  subject: DeliveryRow['subject'],
): Record<string, unknown> | null {
  const data = subjectData(store, subject)
  return (data && 'metadata' in data && data.metadata) || null
}
