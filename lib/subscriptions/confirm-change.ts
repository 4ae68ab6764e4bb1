import 'server-only'
import { createHash } from 'node:crypto'
import { isUniqueViolation } from '@/lib/db/errors'
import { db, type Tx } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import { askQuote, type Subject, toRequest } from './ask-quote'
import { createChange } from './change-moves'
import { OPEN_CHANGES } from './change-state'
import { choiceSchema } from './choice'
import { answerSchema } from './quote'
import { keepQuote } from './quote-change'
import { resolveChange } from './resolve-change'
import { sendChange } from './send-change'
import type { Refusal } from './view'

export type ConfirmError =
  /** Not of this subscription, or too old: the change is quoted anew. */
  | { code: 'quote_gone' }
  /** The provider's numbers moved since they were shown; nothing happened, and the new ones are in this quote. */
  | { code: 'moved'; quoteId: string; formerId: string }
  | { code: 'refused'; refusal: Refusal }
  | { code: 'unavailable' }

type Yes = { quoteId: string; locale: string; userAgent: string | null }

/**
 * A yes to a quote: previews again, refuses if a single sum moved, and sends the change once. Confirming the same quote
 * again, or confirming while another change is open, leads to the change that is there. The answer is the change's id;
 * what became of it is read from it. Throws only before anything could be changed.
 */
export async function confirmChange(
  subscription: Subject,
  yes: Yes,
): Promise<Result<{ changeId: string }, ConfirmError>> {
  const begun = new Date()
  const quote = await db.planQuote.findFirst({
    where: { id: yes.quoteId, subscriptionId: subscription.id },
    include: { change: { select: { id: true } } },
  })
  if (quote?.change) return ok({ changeId: quote.change.id })
  const open = await findOpen(subscription.id)
  if (open) return ok({ changeId: open.id })
  if (!quote || quote.expiresAt < new Date()) return fail({ code: 'quote_gone' })

  const choice = choiceSchema.parse(quote.choice)
  const asked = await askQuote(subscription, choice)
  if (!asked.ok) {
    const { error } = asked
    return joinOr(
      quote.id,
      error === 'unavailable' ? { code: 'unavailable' } : { code: 'refused', refusal: error },
    )
  }
  if (asked.value.hash !== quote.hash) {
    const made = await findMade(quote.id)
    if (made) return ok({ changeId: made.id })
    const quoteId = await keepQuote(subscription.id, choice, asked.value)
    return fail({ code: 'moved', quoteId, formerId: quote.id })
  }
  const request = await toRequest(subscription, choice)
  if (!request.ok) return fail({ code: 'refused', refusal: request.error })

  const answer = answerSchema.parse(quote.answer)
  const change = { id: newId(), subscriptionId: subscription.id }
  try {
    const isFirst = await db.$transaction(async (tx) => {
      if (await hasMoved(tx, subscription.id, begun)) return false
      await createChange(tx, {
        ...change,
        quoteId: quote.id,
        fromProductId: subscription.productId,
        dueMinor: answer.dueMinor,
        creditMinor: answer.creditMinor,
        currency: answer.currency,
        textHash: createHash('sha256').update(`${yes.locale}.${quote.hash}`).digest('base64url'),
        locale: yes.locale,
        userAgent: yes.userAgent?.slice(0, 400) ?? null,
      })
      return true
    })
    if (!isFirst) return joinOr(quote.id, { code: 'quote_gone' })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const open = await findOpen(subscription.id)
    return open ? ok({ changeId: open.id }) : joinOr(quote.id, { code: 'unavailable' })
  }
  await sendAndLook(change, subscription.providerId, request.value)
  return ok({ changeId: change.id })
}

/** The change that another click on the same quote has made, while the provider was asked. */
const findMade = (quoteId: string) => db.planChange.findUnique({ where: { quoteId }, select: { id: true } })

/** That change, else what to say. */
async function joinOr(
  quoteId: string,
  error: ConfirmError,
): Promise<Result<{ changeId: string }, ConfirmError>> {
  const made = await findMade(quoteId)
  return made ? ok({ changeId: made.id }) : fail(error)
}

/** True when another change began or ended while the provider was asked: then what it answered may be old. */
async function hasMoved(tx: Tx, subscriptionId: string, since: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM subscription WHERE id = ${subscriptionId} FOR UPDATE`
  const others = { OR: [{ createdAt: { gte: since } }, { settledAt: { gte: since } }] }
  return (
    (await tx.planChange.count({
      where: { subscriptionId, state: { notIn: [...OPEN_CHANGES] }, ...others },
    })) > 0
  )
}

const findOpen = (subscriptionId: string) =>
  db.planChange.findFirst({ where: { subscriptionId, state: { in: [...OPEN_CHANGES] } } })

/** Most changes are settled at once. What breaks off here is looked at by the job that is queued already. */
async function sendAndLook(...sent: Parameters<typeof sendChange>): Promise<void> {
  const [{ id }] = sent
  try {
    await sendChange(...sent)
    await resolveChange(id)
  } catch (error) {
    logger.error({ changeId: id, err: error }, 'a change of plan was broken off; it will be looked up')
  }
}
