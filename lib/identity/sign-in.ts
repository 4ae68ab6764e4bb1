import 'server-only'
import { cookies } from 'next/headers'
import { claimOrders } from '@/lib/orders/claim-orders'
import { fail, ok, type Result } from '@/lib/result'
import { auth, LOGIN_COOKIE, LOGIN_SECONDS } from './auth'
import { cookieAttributes } from './cookies'
import { endPendingSignIn, getPendingSignIn } from './pending'
import { renewSession } from './session'
import { endLogin } from './sign-out'
import { type CodeError, verifyCode } from './verify-code'

export type SignInError = 'not_begun' | CodeError

/**
 * Signs this browser in with the code from the mailbox: a new login takes the place of the old one, the browser's
 * session gets a new token, and guest orders with that address become the account's. Only for actions.
 */
export async function signIn(code: string, locale: string): Promise<Result<null, SignInError>> {
  const pending = await getPendingSignIn()
  if (!pending) return fail('not_begun')
  const signed = await verifyCode(auth, LOGIN_COOKIE, pending, code, locale)
  if (!signed.ok) return signed

  await endLogin()
  const jar = await cookies()
  jar.set(LOGIN_COOKIE, signed.value.cookie, { ...cookieAttributes, maxAge: LOGIN_SECONDS })
  await endPendingSignIn()
  await renewSession()
  await claimOrders({ id: signed.value.userId, email: pending.email })
  return ok(null)
}
