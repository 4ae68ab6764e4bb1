import 'server-only'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import { forBrowser } from './asking'
import { auth } from './auth'
import { getClientNetwork } from './client-ip'
import { normalizeEmail } from './email'
import { CODES_TO_ADDRESS, codesFromIp } from './limits'
import { beginSignIn } from './pending'
import { takeTurn } from './rate-limit'

export type RequestError = 'invalid_email' | 'too_many' | 'mail_failed'

/**
 * Sends a code to an address and binds it to this browser. The answer never depends on whether somebody with that
 * address is known: the same is stored and the same mail is sent for both. Only for actions.
 */
export async function requestCode(input: string, locale: string): Promise<Result<null, RequestError>> {
  const email = normalizeEmail(input)
  if (!email) return fail('invalid_email')
  const allowed = await takeTurn([
    { scope: 'code-ip', subject: await getClientNetwork(), limits: codesFromIp(env.UPNEXT_MODE) },
    { scope: 'code-address', subject: email, limits: CODES_TO_ADDRESS },
  ])
  if (!allowed) return fail('too_many')
  const { browser } = await beginSignIn(email)
  try {
    await forBrowser({ browser, locale }, () =>
      auth.api.sendVerificationOTP({ body: { email, type: 'sign-in' } }),
    )
    return ok(null)
  } catch (error) {
    // The mail server's own words name the address.
    const code = error instanceof Error && 'code' in error ? error.code : null
    logger.error({ code }, 'a sign-in code could not be sent')
    return fail('mail_failed')
  }
}
