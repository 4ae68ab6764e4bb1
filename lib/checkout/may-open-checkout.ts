import 'server-only'
import { env } from '@/lib/env'
import { takeLimit } from '@/lib/limits/take'

const HOUR = 3_600
const BY_SESSION = 5
const BY_VISITOR = 10

/**
 * Takes one of the checkouts that a browser and a network address may open within an hour: whoever tries out stolen
 * cards needs many (trust: T20). Going on with one that is open is not counted.
 */
export async function mayOpenCheckout(who: { sessionId: string; visitor: string }): Promise<boolean> {
  const limit = (max: number) => ({ max: max * env.RATE_LIMIT_SCALE, perSeconds: HOUR })
  return (
    (await takeLimit(`checkout:session:${who.sessionId}`, limit(BY_SESSION))) &&
    (await takeLimit(`checkout:visitor:${who.visitor}`, limit(BY_VISITOR)))
  )
}
