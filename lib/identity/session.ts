import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { db } from '@/lib/db/prisma'
import { cookieAttributes, cookieName } from './cookies'

const COOKIE = cookieName('upnext')
const MAX_AGE_SECONDS = 30 * 24 * 60 * 60

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

/** The id of this browser's session, or null for a stranger. Only the hash of the cookie's token is stored. */
export async function getSessionId(): Promise<string | null> {
  const token = (await cookies()).get(COOKIE)?.value
  return token ? hash(token) : null
}

/** The id of this browser's session, made if there is none yet. Only for actions: it writes a cookie. */
export async function ensureSessionId(): Promise<string> {
  const known = await getSessionId()
  if (known && (await db.shopperSession.findUnique({ where: { id: known } }))) return known
  const { token, id } = newToken()
  await db.shopperSession.create({ data: { id } })
  await keep(token)
  return id
}

/**
 * Gives this browser's session a new token, with all that is in it; whoever knows the old one has nothing any more.
 * Only for actions.
 */
export async function renewSession(): Promise<void> {
  const known = await getSessionId()
  if (!known) return
  const { token, id } = newToken()
  const { count } = await db.shopperSession.updateMany({ where: { id: known }, data: { id } })
  if (count === 1) await keep(token)
  else (await cookies()).delete(COOKIE)
}

function newToken() {
  const token = randomBytes(32).toString('base64url')
  return { token, id: hash(token) }
}

async function keep(token: string): Promise<void> {
  ;(await cookies()).set(COOKIE, token, { ...cookieAttributes, maxAge: MAX_AGE_SECONDS })
}
