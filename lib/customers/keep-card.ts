import 'server-only'
import { createHash } from 'node:crypto'
import { createTranslator } from 'next-intl'
import { cardBrand } from '@/lib/card-brand'
import { isUniqueViolation } from '@/lib/db/errors'
import { db } from '@/lib/db/prisma'
import { fetchSavedMethods } from '@/lib/dodo/payment-methods'
import { loadAccountMessages } from '@/lib/i18n/messages'
import type { Locale } from '@/lib/i18n/routing'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { findOwnCard } from './find-own-card'

const LIMIT_MS = 8_000

/**
 * Keeps the card of a user's own order for buying with one click, because they said so on a button of its own: the row
 * is the consent, with the words that were shown. It becomes the one that is used. Run twice it keeps one.
 */
export async function keepCard(
  userId: string,
  orderId: string,
  seen: { locale: Locale; userAgent: string | null },
): Promise<Result<null, 'gone'>> {
  const card = await findOwnCard(userId, orderId)
  if (!card) return fail('gone')
  const methods = await fetchSavedMethods(card.providerCustomer, LIMIT_MS)
  const method = methods.ok ? methods.value.find(({ id }) => id === card.paymentMethodId) : undefined
  if (!method?.reusable) return fail('gone')
  const textHash = await hashWords(card, seen.locale)
  try {
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId} FOR NO KEY UPDATE`
      await tx.savedMethod.updateMany({ where: { userId, chosen: true }, data: { chosen: false } })
      await tx.savedMethod.create({
        data: {
          id: newId(),
          ...card,
          expMonth: method.expiry?.month ?? null,
          expYear: method.expiry?.year ?? null,
          chosen: true,
          textHash,
          ...seen,
        },
      })
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'saved_method_kept_once')) throw error
  }
  return ok(null)
}

async function hashWords(card: { brand: string; lastFour: string }, locale: Locale): Promise<string> {
  const t = createTranslator({ locale, messages: await loadAccountMessages(locale), namespace: 'keep' })
  const words = [
    t('title'),
    t('text', { card: `${cardBrand(card.brand)} •••• ${card.lastFour}` }),
    t('action'),
  ]
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}
