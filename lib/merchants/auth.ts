import 'server-only'
import { createCodeAuth } from '@/lib/identity/code-auth'
import { cookieName } from '@/lib/identity/cookies'
import { pendingIn } from '@/lib/identity/pending'
import { logger } from '@/lib/logger'
import { sendSignInCode } from '@/lib/notifications/send-sign-in-code'

/** How long one of the staff stays signed in at most; without a visit it ends sooner (staff.ts). */
export const STAFF_SECONDS = 14 * 24 * 60 * 60
export const STAFF_COOKIE = cookieName('upnext-staff')

/**
 * The staff's logins, apart from the shoppers'. Only whoever was let in gets a code, and the mail is not waited for:
 * neither the answer nor its time tells who that is.
 */
export const staffAuth = createCodeAuth({
  purpose: 'staff-auth',
  tables: { user: 'staff', session: 'staffLogin', verification: 'staffCode' },
  cookie: STAFF_COOKIE,
  seconds: STAFF_SECONDS,
  signUp: false,
  send: async (mail) => {
    sendSignInCode(mail).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : null
      logger.error({ code }, 'a sign-in code for one of the staff could not be sent')
    })
  },
})

/** The staff sign-in that waits for its code in this browser. */
export const pendingStaff = pendingIn('upnext-staff-code')
