import 'server-only'
import { cookies } from 'next/headers'
import { db } from '@/lib/db/prisma'
import { LOGIN_COOKIE } from './auth'
import { readLogin } from './login'

/** Ends the login of this browser, if it has one. Only for actions. */
export async function endLogin(): Promise<void> {
  const login = await readLogin()
  if (login) await db.login.deleteMany({ where: { id: login.session.id } })
  ;(await cookies()).delete(LOGIN_COOKIE)
}

/** Ends every login of a user, in whatever browser. */
export async function endAllLogins(userId: string): Promise<void> {
  await db.login.deleteMany({ where: { userId } })
}
