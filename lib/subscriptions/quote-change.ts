import 'server-only'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { type Asked, askQuote, type Subject } from './ask-quote'
import { OPEN_CHANGES } from './change-state'
import type { Choice, Wish } from './choice'
import { makeChoice } from './make-choice'
import { viewQuote } from './quote-view'
import type { QuoteResult, Refusal } from './view'

const LIFE_MS = 10 * 60_000
/** A quote that is read again for the same sums stays the same while this much of its life is left. */
const FRESH_MS = 5 * 60_000

/**
 * What a choice would cost, asked of the provider and stored as it is shown, so that a yes can be held to it. Changes
 * nothing at the provider; a page may call it as often as it is drawn.
 */
export async function quoteChange(subscription: Subject, wish: Wish, locale: string): Promise<QuoteResult> {
  const made = await makeChoice(subscription, wish)
  return quoteChoice(subscription, made.ok ? ok(made.value.choice) : made, locale)
}

/** The same for what was chosen in full, or was refused before the provider could be asked. */
export async function quoteChoice(
  subscription: Subject,
  choice: Result<Choice, Refusal>,
  locale: string,
): Promise<QuoteResult> {
  const open = await db.planChange.findFirst({
    where: { subscriptionId: subscription.id, state: { in: [...OPEN_CHANGES] } },
  })
  if (open) {
    const refusal = open.state === 'scheduled' ? 'change_scheduled' : 'change_pending'
    return { state: 'refused', refusal, changeId: open.id }
  }
  const stored = choice.ok ? await storeQuote(subscription, choice.value) : choice
  if (stored.ok) return { state: 'quoted', quote: await viewQuote(stored.value, locale) }
  if (stored.error === 'unavailable') return { state: 'unavailable' }
  return { state: 'refused', refusal: stored.error, changeId: null }
}

async function storeQuote(
  subscription: Subject,
  choice: Choice,
): Promise<Result<string, Refusal | 'unavailable'>> {
  const asked = await askQuote(subscription, choice)
  if (!asked.ok) return fail(asked.error)
  return ok(await keepQuote(subscription.id, choice, asked.value))
}

/** Stores an answer; answers with the id of the quote, which is an older one while that says the same. */
export async function keepQuote(
  subscriptionId: string,
  choice: Choice,
  { answer, hash }: Asked,
): Promise<string> {
  const same = await db.planQuote.findFirst({
    where: { subscriptionId, hash, expiresAt: { gt: new Date(Date.now() + FRESH_MS) }, change: null },
    select: { id: true },
  })
  if (same) return same.id
  const id = newId()
  const expiresAt = new Date(Date.now() + LIFE_MS)
  await db.planQuote.create({ data: { id, subscriptionId, choice, answer, hash, expiresAt } })
  return id
}
