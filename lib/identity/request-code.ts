import 'server-only'
import { headers } from 'next/headers'
import { takeLimit } from '@/lib/limits/take'
import { visitorKey } from '@/lib/limits/visitor'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import { forBrowser } from './asking'
import { auth } from './auth'
import { normalizeEmail } from './email'
import { keyedHash } from './keyed-hash'
import { CODES_FROM_NETWORK, CODES_TO_ADDRESS } from './limits'
import { beginSignIn } from './pending'

export type RequestError = 'invalid_email' | 'too_many' | 'mail_failed'

/**
 * Sends a code to an address and binds it to this browser. The answer never depends on whether somebody with that
 * address is known: the same is stored and the same mail is sent for both. Only for actions.
 */
export async function requestCode(input: string, locale: string): Promise<Result<null, RequestError>> {
  const email = normalizeEmail(input)
  if (!email) return fail('invalid_email')
  // The asker's own limit comes first: who is refused for it uses nothing up of what the address may get.
  const allowed =
    (await takeLimit(`code:network:${visitorKey(await headers())}`, CODES_FROM_NETWORK)) &&
    (await takeLimit(`code:address:${keyedHash('limit', email)}`, ...CODES_TO_ADDRESS))
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
