import 'server-only'
import type { InboxState, Prisma } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { writeAudit } from '@/lib/review/audit'

/** Which messages of the inbox are meant. All that is given must fit. */
export type InboxFilter = {
  id?: string
  state?: InboxState
  type?: string
  /** The provider's id of a payment or refund. */
  object?: string
  since?: Date
  until?: Date
}

const whereOf = ({
  id,
  state,
  type,
  object,
  since,
  until,
}: InboxFilter): Prisma.WebhookMessageWhereInput => ({
  id,
  state,
  eventType: type,
  ...(object && { body: { contains: `"${object}"` } }),
  receivedAt: { gte: since, lte: until },
})

const MOST_SHOWN = 200

/** The newest messages that fit, without their bodies. */
export const listMessages = (filter: InboxFilter) =>
  db.webhookMessage.findMany({
    where: whereOf(filter),
    orderBy: { receivedAt: 'desc' },
    take: MOST_SHOWN,
    omit: { body: true },
  })

/** How many messages there are in each state. */
export async function countMessages(): Promise<Partial<Record<InboxState, number>>> {
  const groups = await db.webhookMessage.groupBy({ by: ['state'], _count: true })
  return Object.fromEntries(groups.map(({ state, _count }) => [state, _count]))
}

/** One message with its body; what is about a person or opens a door is left out. */
export async function showMessage(id: string) {
  const message = await db.webhookMessage.findUnique({ where: { id } })
  return message && { ...message, body: redact(message.body) }
}

const HIDDEN =
  /^(email|name|phone_number|street|city|zipcode|state|card_holder_name|payment_link|client_secret|invoice_url|tag|key|ip)$/

function redact(body: string): unknown {
  const hide = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(hide)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        HIDDEN.test(key) && inner !== null ? '[hidden]' : hide(inner),
      ]),
    )
  }
  try {
    return hide(JSON.parse(body))
  } catch {
    return `${body.length} characters that are no JSON`
  }
}

/** The messages that a requeue would work on again. */
export const findRequeueable = (filter: InboxFilter) =>
  db.webhookMessage.findMany({
    where: whereOf(filter),
    orderBy: { receivedAt: 'asc' },
    select: { id: true, eventType: true, state: true },
  })

/** Has messages worked on again, from the first try; working twice on one is harmless. Answers how many. */
export async function requeue(filter: InboxFilter, act: { actor: string; reason: string }): Promise<number> {
  const messages = await findRequeueable(filter)
  await db.$transaction(
    async (tx) => {
      for (const { id, state } of messages) {
        await tx.webhookMessage.update({
          where: { id },
          data: { state: 'new', attempts: 0, unfinished: 0, doneAt: null },
        })
        await addJob(tx, 'process_webhook', { id }, { key: `webhook:${id}` })
        await writeAudit(tx, { ...act, action: 'requeue', subject: id, evidence: { was: state } })
      }
    },
    { timeout: 60_000 },
  )
  return messages.length
}
