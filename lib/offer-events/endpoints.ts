import 'server-only'
import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { WebhookEndpoint } from '@/lib/db/generated/client'
import type { OfferEventType } from '@/lib/db/generated/enums'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'

// For the merchant's settings. Who may call these is checked by the caller.

export const listEndpoints = (): Promise<WebhookEndpoint[]> =>
  db.webhookEndpoint.findMany({ orderBy: { createdAt: 'asc' } })

/**
 * Adds an endpoint with a secret of its own, which signs what is sent there from now on. An https address with a name;
 * the demo shop also takes local ones.
 */
export async function addEndpoint(
  url: string,
  types: OfferEventType[],
): Promise<Result<WebhookEndpoint, 'bad_address'>> {
  if (!isAddress(url)) return fail('bad_address')
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  return ok(await db.webhookEndpoint.create({ data: { id: newId(), url, types, secret } }))
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username } = new URL(text)
  if (username) return false
  if (env.UPNEXT_MODE) return protocol === 'http:' || protocol === 'https:'
  return protocol === 'https:' && hostname.includes('.') && isIP(hostname) === 0 && !hostname.startsWith('[')
}

/** Switches an endpoint on or off; false when there is none. Events of the time it is off are not made up for. */
export async function switchEndpoint(id: string, active: boolean): Promise<boolean> {
  return (await db.webhookEndpoint.updateMany({ where: { id }, data: { active } })).count === 1
}

/** Takes an endpoint away with all that is on its way there. */
export async function removeEndpoint(id: string): Promise<boolean> {
  return (await db.webhookEndpoint.deleteMany({ where: { id } })).count === 1
}

/** The last deliveries, newest first, of one endpoint or of all. */
export const listDeliveries = (endpointId: string | null, take = 100) =>
  db.webhookDelivery.findMany({
    where: endpointId ? { endpointId } : {},
    orderBy: { createdAt: 'desc' },
    take,
    include: { event: true, endpoint: { select: { url: true } } },
  })

/** Sends what was given up once more, from the beginning of the schedule; false when it was not given up. */
export async function sendAgain(deliveryId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, state: 'dead' },
      data: { state: 'pending', tries: 0, nextAt: new Date() },
    })
    if (count === 1) await addJob(tx, 'deliver_event', { deliveryId }, { key: `delivery:${deliveryId}` })
    return count === 1
  })
}
