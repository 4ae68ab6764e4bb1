import 'server-only'
import { isAPIError } from 'better-auth/api'
import { cookies } from 'next/headers'
import { claimOrders } from '@/lib/orders/claim-orders'
import { fail, ok, type Result } from '@/lib/result'
import { auth, forBrowser, LOGIN_COOKIE, LOGIN_SECONDS } from './auth'
import { cookieAttributes } from './cookies'
import { endPendingSignIn, getPendingSignIn } from './pending'
import { renewSession } from './session'
import { endLogin } from './sign-out'

export type SignInError = 'not_begun' | 'wrong_code' | 'expired' | 'burnt'

/**
 * Signs this browser in with the code from the mailbox: a new login takes the place of the old one, the browser's
 * session gets a new token, and guest orders with that address become the account's. Only for actions.
 */
export async function signIn(code: string, locale: string): Promise<Result<null, SignInError>> {
  const pending = await getPendingSignIn()
  if (!pending) return fail('not_begun')
  const signed = await verify(pending, code, locale)
  if (!signed.ok) return signed

  await endLogin()
  const jar = await cookies()
  jar.set(LOGIN_COOKIE, signed.value.cookie, { ...cookieAttributes, maxAge: LOGIN_SECONDS })
  await endPendingSignIn()
  await renewSession()
  await claimOrders({ id: signed.value.userId, email: pending.email })
  return ok(null)
}

async function verify(
  { browser, email }: { browser: string; email: string },
  otp: string,
  locale: string,
): Promise<Result<{ userId: string; cookie: string }, SignInError>> {
  try {
    const { headers, response } = await forBrowser({ browser, locale }, () =>
      auth.api.signInEmailOTP({ body: { email, otp }, returnHeaders: true }),
    )
    const cookie = headers.getSetCookie().find((line) => line.startsWith(`${LOGIN_COOKIE}=`))
    const value = cookie?.slice(LOGIN_COOKIE.length + 1).split(';')[0]
    if (!value) throw new Error('A login came without its cookie.')
    return ok({ userId: response.user.id, cookie: decodeURIComponent(value) })
  } catch (error) {
    if (!isAPIError(error)) throw error
    switch (error.body?.code) {
      case 'INVALID_OTP':
        return fail('wrong_code')
      case 'OTP_EXPIRED':
        return fail('expired')
      case 'TOO_MANY_ATTEMPTS':
        return fail('burnt')
      default:
        throw error
    }
  }
}
