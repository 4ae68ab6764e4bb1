import 'server-only'
import { db } from '@/lib/db/prisma'
import { deletePaymentMethod } from '@/lib/dodo/customers'
import { fetchSavedMethods } from '@/lib/dodo/payment-methods'
import { logger } from '@/lib/logger'

const LIMIT_MS = 8_000

/**
 * Deletes a saved method at the provider. Throws when it could not be reached, and is then run again. A card that pays
 * for a running plan is kept there for the plan; nothing of ours uses it any more.
 */
export async function deleteAtProvider(customerId: string, paymentMethodId: string): Promise<void> {
  const deleted = await deletePaymentMethod({ customerId, paymentMethodId })
  if (deleted.ok) return
  const { kind, code } = deleted.error
  if (code !== 'UNSUPPORTED_ACTION') throw new Error(`payment method could not be deleted (${kind})`)
  logger.warn({ code }, 'a removed card stays at the provider: it pays for a running plan')
}

/** Deletes every saved method of a provider customer, and what their webhooks told. Throws as above. */
export async function forgetAtProvider(customerId: string): Promise<void> {
  const methods = await fetchSavedMethods(customerId, LIMIT_MS)
  if (!methods.ok && methods.error.kind !== 'not_found')
    throw new Error(`payment methods could not be listed (${methods.error.kind})`)
  for (const { id } of methods.ok ? methods.value : []) await deleteAtProvider(customerId, id)
  await db.webhookMessage.updateMany({
    where: { body: { contains: `"${customerId}"` }, state: { not: 'new' } },
    data: { body: '{}' },
  })
}
