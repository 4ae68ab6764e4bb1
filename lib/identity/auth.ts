import 'server-only'
import { sendSignInCode } from '@/lib/notifications/send-sign-in-code'
import { createCodeAuth } from './code-auth'
import { cookieName } from './cookies'

const DAY_SECONDS = 24 * 60 * 60

/** How long a signed-in browser stays so at most; without a visit it ends sooner (viewer.ts). */
export const LOGIN_SECONDS = 90 * DAY_SECONDS
export const LOGIN_COOKIE = cookieName('upnext-login')

/** Shoppers' logins. */
export const auth = createCodeAuth({
  purpose: 'better-auth',
  tables: { user: 'user', session: 'login', verification: 'loginCode' },
  cookie: LOGIN_COOKIE,
  seconds: LOGIN_SECONDS,
  signUp: true,
  send: sendSignInCode,
})
