import 'server-only'
import { cookies, headers } from 'next/headers'
import { db } from '@/lib/db/prisma'
import { forBrowser } from '@/lib/identity/asking'
import { cookieAttributes } from '@/lib/identity/cookies'
import { normalizeEmail } from '@/lib/identity/email'
import { keyedHash } from '@/lib/identity/keyed-hash'
import { CODES_FROM_NETWORK, CODES_TO_ADDRESS } from '@/lib/identity/limits'
import { type CodeError, verifyCode } from '@/lib/identity/verify-code'
import { takeLimit } from '@/lib/limits/take'
import { visitorKey } from '@/lib/limits/visitor'
import { fail, ok, type Result } from '@/lib/result'
import { pendingStaff, STAFF_COOKIE, STAFF_SECONDS, staffAuth } from './auth'
import { readStaffLogin } from './staff'

/**
 * Sends a code to an address if it is one of the staff's, and binds it to this browser. The answer is the same whoever
 * that is. Only for actions.
 */
export async function requestStaffCode(
  input: string,
  locale: string,
): Promise<Result<null, 'invalid_email' | 'too_many'>> {
  const email = normalizeEmail(input)
  if (!email) return fail('invalid_email')
  const allowed =
    (await takeLimit(`staff:network:${visitorKey(await headers())}`, CODES_FROM_NETWORK)) &&
    (await takeLimit(`staff:address:${keyedHash('limit', email)}`, ...CODES_TO_ADDRESS))
  if (!allowed) return fail('too_many')
  const { browser } = await pendingStaff.begin(email)
  await forBrowser({ browser, locale }, () =>
    staffAuth.api.sendVerificationOTP({ body: { email, type: 'sign-in' } }),
  )
  return ok(null)
}

/** Signs this browser in with the code from the mailbox; a new login takes the place of the old one. Only for actions. */
export async function signInStaff(
  code: string,
  locale: string,
): Promise<Result<null, 'not_begun' | CodeError>> {
  const pending = await pendingStaff.get()
  if (!pending) return fail('not_begun')
  const signed = await verifyCode(staffAuth, STAFF_COOKIE, pending, code, locale)
  if (!signed.ok) return signed
  await endStaffLogin()
  const jar = await cookies()
  jar.set(STAFF_COOKIE, signed.value.cookie, { ...cookieAttributes, maxAge: STAFF_SECONDS })
  await pendingStaff.end()
  return ok(null)
}

/** Ends the staff login of this browser, if it has one. Only for actions. */
export async function endStaffLogin(): Promise<void> {
  const login = await readStaffLogin()
  if (login) await db.staffLogin.deleteMany({ where: { id: login.session.id } })
  ;(await cookies()).delete(STAFF_COOKIE)
}
