import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'

// Lax, because the shopper comes back from the provider's page by a link.
const secure = env.APP_URL.startsWith('https://')
const COOKIE = secure ? '__Host-upnext' : 'upnext'
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
  const token = randomBytes(32).toString('base64url')
  const id = hash(token)
  await db.shopperSession.create({ data: { id } })
  ;(await cookies()).set(COOKIE, token, {
    httpOnly: true,
    secure,
    sameSite: 'lax',
    path: '/',
    maxAge: MAX_AGE_SECONDS,
  })
  return id
}
