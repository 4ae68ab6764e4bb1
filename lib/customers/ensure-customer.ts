import 'server-only'
import { isUniqueViolation } from '@/lib/db/errors'
import { db } from '@/lib/db/prisma'
import { createCustomer } from '@/lib/dodo/customers'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'

/**
 * The provider's customer of a signed-in user, made now if there is none. The only place that writes the link: it is
 * learnt from no e-mail, no payment and no webhook (trust: T2b). Of two at once one link stays; the other customer is
 * used by nobody.
 */
export async function ensureCustomer(user: {
  id: string
  email: string
}): Promise<Result<string, 'unavailable'>> {
  const known = await findLink(user.id)
  if (known) return ok(known)
  const created = await createCustomer({ email: user.email, name: user.email })
  if (!created.ok) {
    logger.error({ userId: user.id, error: created.error }, 'the provider made no customer')
    return fail('unavailable')
  }
  try {
    await db.customerLink.create({ data: { userId: user.id, providerCustomer: created.value } })
    return ok(created.value)
  } catch (error) {
    const first = isUniqueViolation(error) ? await findLink(user.id) : null
    if (!first) throw error
    return ok(first)
  }
}

const findLink = async (userId: string): Promise<string | null> =>
  (await db.customerLink.findUnique({ where: { userId } }))?.providerCustomer ?? null
