import 'server-only'
import { createHash } from 'node:crypto'
import { queueLookup, UNARMED_LOOK_MS } from '@/lib/charges/queue-lookup'
import { sendCharge } from '@/lib/charges/send-charge'
import { isUniqueViolation } from '@/lib/db/errors'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { isTakenBack } from './barred-card'
import { type Accepted, decideYes } from './decide-yes'
import type { OwnImpression } from './find-own-impression'
import { payAtCheckout } from './pay-at-checkout'
import { billingOf } from './price-offer'
import { chosenPrice } from './quantity'
import { shownStep } from './shown'

/**
 * The page that the yes was given on; `attemptId` is the last try to pay that it told of, `quantity` what was chosen
 * there, if there was a choice.
 */
type Seen = { locale: string; userAgent: string | null; attemptId: string | null; quantity?: number | null }

/**
 * Takes the customer's yes. The decision, its consent and the charge attempt are one transaction; the charge
 * comes after it. Any second yes (double click, other tab, Back) finds the attempt that is there and sends
 * nothing. Only a charge that surely never left may be tried again with the same card, by a page that says so.
 * Throws only before anything could be charged.
 */
export async function acceptOffer(shown: OwnImpression, seen: Seen): Promise<Accepted> {
  const impression = { ...shown, ...chosenPrice(shown, seen.quantity ?? null) }
  if (impression.path === 'hosted_checkout' || impression.mayCharge === 'no')
    return payAtCheckout(impression, seen.locale)
  if (impression.mayCharge === 'recent_login') return { to: 'sign_in' }
  const providerProductId = impression.offer.product.providerProductId
  const paymentMethodId = impression.payment.paymentMethodId
  if (!providerProductId || !paymentMethodId) return { to: 'offer' }
  const attempt = await recordYes(impression, seen)
  if (attempt === 'taken_back') return payAtCheckout(impression, seen.locale)
  if (!attempt) return { to: 'offer' }

  try {
    await sendCharge({
      attempt: { id: attempt.id, orderId: impression.orderId, impressionId: impression.id },
      item: {
        providerProductId,
        quantity: impression.quantity,
        discountCode: shownStep(impression)?.discountCode,
      },
      customerId: impression.payment.providerCustomer,
      paymentMethodId,
      billing: billingOf(impression.payment),
      currency: impression.currency,
      locale: seen.locale,
    })
  } catch (error) {
    // The yes stands; what became of its charge is found out by the look-up that was queued with it.
    logger.error({ attemptId: attempt.id, err: error }, 'a charge was broken off; it will be looked up')
  }
  return { to: 'offer' }
}

class TakenBack extends Error {}

/** Writes decision, consent, line and attempt; null when there is nothing (more) to charge. */
async function recordYes(
  impression: OwnImpression,
  seen: Seen,
): Promise<{ id: string } | 'taken_back' | null> {
  const attemptId = newId()
  try {
    return await db.$transaction(async (tx) => {
      if (!(await decideYes(tx, impression, { by: 'one_click', after: seen.attemptId }))) return null
      if (await isTakenBack(tx, impression)) throw new TakenBack()
      // One statement: what was agreed to, and the attempt that may charge it.
      await tx.$executeRaw`
        WITH consent AS (
          INSERT INTO consent (id, impression_id, offer_version, text_hash, total_minor, tax_minor, currency,
            goes_back_minor, difference_minor, locale, user_agent)
          VALUES (${newId()}, ${impression.id}, ${impression.version.number}, ${hashTexts(impression, seen.locale)},
            ${impression.totalMinor}, ${impression.taxMinor}, ${impression.currency}, ${impression.goesBackMinor},
            ${impression.goesBackMinor === null ? null : impression.totalMinor - impression.goesBackMinor},
            ${seen.locale}, ${seen.userAgent})
          RETURNING id)
        INSERT INTO charge_attempt (id, order_id, impression_id, method, expected_minor, expected_currency, consent_id)
        SELECT ${attemptId}, ${impression.orderId}, ${impression.id}, 'one_click', ${impression.totalMinor},
          ${impression.currency}, id FROM consent`
      await queueLookup(tx, attemptId, UNARMED_LOOK_MS)
      return { id: attemptId }
    })
  } catch (error) {
    if (error instanceof TakenBack) return 'taken_back'
    if (isUniqueViolation(error, 'charge_attempt_one_open')) return null
    throw error
  }
}

function hashTexts(impression: OwnImpression, locale: string): string {
  const step = shownStep(impression)
  const text = step?.texts[locale]
  return createHash('sha256')
    .update(JSON.stringify([text?.headline, text?.body, text?.facts, step?.legal[locale]]))
    .digest('hex')
}
