import 'server-only'
import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { WebhookEndpoint } from '@/lib/db/generated/client'
import type { OfferEventType } from '@/lib/db/generated/enums'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { writeAudit } from '@/lib/review/audit'

export type Endpoint = WebhookEndpoint

// For the merchant's pages. Who may call these is checked by the caller, who names them for the audit log.

export const listEndpoints = (): Promise<WebhookEndpoint[]> =>
  db.webhookEndpoint.findMany({ orderBy: { createdAt: 'asc' } })

/**
 * Adds an endpoint with a secret of its own, which signs what is sent there from now on; no types means all. An https
 * address with a name; the demo shop also takes local ones.
 */
export async function addEndpoint(
  url: string,
  types: OfferEventType[],
  by: string,
): Promise<Result<WebhookEndpoint, 'bad_address'>> {
  if (!isAddress(url)) return fail('bad_address')
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  return db.$transaction(async (tx) => {
    const endpoint = await tx.webhookEndpoint.create({ data: { id: newId(), url, types, secret } })
    await audit(tx, by, 'add_endpoint', endpoint.id, { url, types: types.join(' ') })
    return ok(endpoint)
  })
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username } = new URL(text)
  if (username) return false
  if (env.UPNEXT_MODE) return protocol === 'http:' || protocol === 'https:'
  return protocol === 'https:' && hostname.includes('.') && isIP(hostname) === 0 && !hostname.startsWith('[')
}

/** Switches an endpoint on or off; false when there is none. Events of the time it is off are not made up for. */
export const switchEndpoint = (id: string, active: boolean, by: string): Promise<boolean> =>
  db.$transaction(async (tx) => {
    const { count } = await tx.webhookEndpoint.updateMany({ where: { id }, data: { active } })
    if (count === 1) await audit(tx, by, 'switch_endpoint', id, { active: String(active) })
    return count === 1
  })

/** Takes an endpoint away with all that is on its way there; false when there is none. */
export const removeEndpoint = (id: string, by: string): Promise<boolean> =>
  db.$transaction(async (tx) => {
    const { count } = await tx.webhookEndpoint.deleteMany({ where: { id } })
    if (count === 1) await audit(tx, by, 'remove_endpoint', id, {})
    return count === 1
  })

/** An event that an endpoint did not take, or not yet. */
export type Undelivered = Awaited<ReturnType<typeof listUndelivered>>[number]

/** What is not delivered: first what was given up, then what is tried again, newest first. */
export const listUndelivered = (take = 50) =>
  db.webhookDelivery.findMany({
    where: { OR: [{ state: 'dead' }, { state: 'pending', tries: { gt: 0 } }] },
    orderBy: [{ state: 'desc' }, { createdAt: 'desc' }],
    take,
    include: { event: true, endpoint: { select: { url: true } } },
  })

/** Sends what was given up once more, from the beginning of the schedule; false when it was not given up. */
export async function sendAgain(deliveryId: string, by: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, state: 'dead' },
      data: { state: 'pending', tries: 0, nextAt: new Date() },
    })
    if (count === 0) return false
    await addJob(tx, 'deliver_event', { deliveryId }, { key: `delivery:${deliveryId}` })
    await audit(tx, by, 'send_again', deliveryId, {})
    return true
  })
}

const audit = (
  tx: Tx,
  actor: string,
  action: 'add_endpoint' | 'switch_endpoint' | 'remove_endpoint' | 'send_again',
  subject: string,
  evidence: Record<string, string>,
) => writeAudit(tx, { actor, action, subject, reason: '', evidence })
