import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { betterAuth } from 'better-auth/minimal'
import { emailOTP } from 'better-auth/plugins/email-otp'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { sendSignInCode } from '@/lib/notifications/send-sign-in-code'
import { cookieAttributes, cookieName } from './cookies'
import { keyedHash } from './keyed-hash'

const DAY_SECONDS = 24 * 60 * 60

/** How long a signed-in browser stays so at most; without a visit it ends sooner (viewer.ts). */
export const LOGIN_SECONDS = 90 * DAY_SECONDS
export const CODE_SECONDS = 10 * 60
export const CODE_TRIES = 5
export const LOGIN_COOKIE = cookieName('upnext-login')

/** The browser that asks for a code or types one, and the language it reads. */
type Asking = { browser: string; locale: string }
const current = new AsyncLocalStorage<Asking>()

/** Runs a call of the library for this browser: its codes are stored and found under a hash that holds the browser. */
export const forBrowser = <T>(asking: Asking, run: () => Promise<T>): Promise<T> => current.run(asking, run)

function asking(): Asking {
  const found = current.getStore()
  if (!found) throw new Error('A code was handled outside of forBrowser().')
  return found
}

/**
 * The library that keeps users, logins and codes. Only its functions are called; none of its routes is mounted. A code
 * is bound to the browser that asked for it: another browser neither uses it up nor takes its place.
 */
export const auth = betterAuth({
  appName: 'Upnext',
  baseURL: env.APP_URL,
  secret: keyedHash('better-auth'),
  database: prismaAdapter(db, { provider: 'postgresql' }),
  telemetry: { enabled: false },
  // Our own limits count before a code is made; those of the library stand before its routes.
  rateLimit: { enabled: false },
  user: { modelName: 'user' },
  session: {
    modelName: 'login',
    expiresIn: LOGIN_SECONDS,
    disableSessionRefresh: true,
    cookieCache: { enabled: false },
  },
  verification: {
    modelName: 'loginCode',
    storeIdentifier: { hash: async (identifier) => keyedHash('code-of', identifier, asking().browser) },
  },
  advanced: {
    // It would ask for a table of passwords and foreign accounts, and for pictures; there are none.
    database: { generateId: () => newId(), validateSchema: false },
    useSecureCookies: false,
    ipAddress: { disableIpTracking: true },
    cookies: { session_token: { name: LOGIN_COOKIE, attributes: cookieAttributes } },
  },
  logger: {
    level: 'warn',
    // Its further arguments may hold addresses.
    log: (level, message) => logger[level === 'error' ? 'error' : 'warn']({ from: 'better-auth' }, message),
  },
  plugins: [
    emailOTP({
      otpLength: 6,
      expiresIn: CODE_SECONDS,
      allowedAttempts: CODE_TRIES,
      storeOTP: { hash: async (code) => keyedHash('code', code, asking().browser) },
      sendVerificationOTP: ({ email, otp }) => sendSignInCode({ email, code: otp, locale: asking().locale }),
    }),
  ],
})
