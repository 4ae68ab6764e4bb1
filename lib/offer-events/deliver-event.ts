import 'server-only'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { toPayload } from './payload'
import { postEvent } from './post-event'

/** When it is tried again after each failure, in seconds: the schedule that Standard Webhooks recommends. */
const RETRIES = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]

/**
 * Sends one event to one endpoint, signed as Standard Webhooks asks. Delivered is a 2xx; anything else is tried again
 * for three days, then given up; 410 switches the endpoint off. Sent twice it carries the same webhook-id.
 */
export async function deliverEvent(deliveryId: string): Promise<void> {
  const delivery = await db.webhookDelivery.findUnique({
    where: { id: deliveryId },
    include: { endpoint: true, event: true },
  })
  if (delivery?.state !== 'pending' || !delivery.endpoint.active) return
  const { endpoint, event, tries } = delivery
  const status = await postEvent(endpoint, event.id, JSON.stringify(toPayload(event)))
  const gone = status === 410
  const delivered = status !== null && status >= 200 && status < 300
  const wait = delivered || gone ? undefined : RETRIES[tries]
  const nextAt = wait === undefined ? null : new Date(Date.now() + wait * 1_000)
  const log = { deliveryId, endpointId: endpoint.id, status, tries: tries + 1 }
  if (!delivered) logger.warn(log, nextAt ? 'event not delivered; tried again later' : 'event given up')
  await db.$transaction(async (tx) => {
    const moved = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, state: 'pending', tries },
      data: {
        state: delivered ? 'delivered' : nextAt ? 'pending' : 'dead',
        tries: tries + 1,
        lastStatus: status,
        nextAt,
        deliveredAt: delivered ? new Date() : null,
      },
    })
    if (moved.count === 0) return
    if (nextAt)
      await addJob(tx, 'deliver_event', { deliveryId }, { runAt: nextAt, key: `delivery:${deliveryId}` })
    if (gone) await tx.webhookEndpoint.update({ where: { id: endpoint.id }, data: { active: false } })
  })
}
