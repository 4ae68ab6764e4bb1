import 'server-only'
import { isAPIError } from 'better-auth/api'
import { fail, ok, type Result } from '@/lib/result'
import { forBrowser } from './asking'
import type { CodeAuth } from './code-auth'
import type { PendingSignIn } from './pending'

export type CodeError = 'wrong_code' | 'expired' | 'burnt'

/** Checks the code of a sign-in that waits, and makes the login: whose it is, and the value of its cookie. */
export async function verifyCode(
  auth: CodeAuth,
  cookieName: string,
  { browser, email }: PendingSignIn,
  otp: string,
  locale: string,
): Promise<Result<{ userId: string; cookie: string }, CodeError>> {
  try {
    const { headers, response } = await forBrowser({ browser, locale }, () =>
      auth.api.signInEmailOTP({ body: { email, otp }, returnHeaders: true }),
    )
    const cookie = headers.getSetCookie().find((line) => line.startsWith(`${cookieName}=`))
    const value = cookie?.slice(cookieName.length + 1).split(';')[0]
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
