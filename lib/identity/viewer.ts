import 'server-only'
import { cache } from 'react'
import { db } from '@/lib/db/prisma'
import { readLogin } from './login'
import { getSessionId } from './session'

const DAY_MS = 24 * 60 * 60 * 1_000
/** Without a visit a login ends after this; at most it lives as long as the library lets it. */
const IDLE_MS = 30 * DAY_MS
/** A login younger than this may charge a kept card, change the kept cards and erase the account (trust: T15). */
const RECENT_MS = DAY_MS

/** Somebody who has proved their mailbox in this browser. */
export type SignedIn = { id: string; email: string; offersOff: boolean; loginAt: Date }

/** Who is asking: a browser that may have bought something, and the person signed in there, if any. */
export type Viewer = { sessionId: string | null; user: SignedIn | null }

/** Who makes this request. Everything that belongs to somebody asks this, and only this. */
export const getViewer = cache(async (): Promise<Viewer> => {
  const [sessionId, user] = await Promise.all([getSessionId(), getSignedIn()])
  return { sessionId, user }
})

async function getSignedIn(): Promise<SignedIn | null> {
  const login = await readLogin()
  if (!login) return null
  const { id, createdAt, updatedAt } = login.session
  const idle = Date.now() - updatedAt.getTime()
  if (idle > IDLE_MS) {
    await db.login.deleteMany({ where: { id } })
    return null
  }
  if (idle > DAY_MS) await db.login.updateMany({ where: { id }, data: { updatedAt: new Date() } })
  const user = await db.user.findUnique({ where: { id: login.user.id, erasedAt: null } })
  return user && { id: user.id, email: user.email, offersOff: user.offersOff, loginAt: createdAt }
}

/** Whether the login is young enough for what cannot be taken back. */
export const isRecent = ({ loginAt }: Pick<SignedIn, 'loginAt'>, now = new Date()): boolean =>
  now.getTime() - loginAt.getTime() <= RECENT_MS
