import type { OfferEvent } from '@/lib/db/generated/client'

/** What is told of an event: names and sums, nothing of the person. Amounts are minor units of `currency`. */
export function toPayload(event: OfferEvent) {
  return {
    type: `offer.${event.type}`,
    timestamp: event.at.toISOString(),
    data: {
      offer: event.offerId,
      order: event.orderId,
      impression: event.impressionId,
      version: event.versionId,
      placement: event.placement,
      quantity: event.quantity,
      total: event.totalMinor,
      tax: event.taxMinor,
      currency: event.currency,
    },
  }
}
