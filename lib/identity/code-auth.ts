import 'server-only'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { betterAuth } from 'better-auth/minimal'
import { emailOTP } from 'better-auth/plugins/email-otp'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { asking } from './asking'
import { cookieAttributes } from './cookies'
import { keyedHash } from './keyed-hash'

export const CODE_SECONDS = 10 * 60
const CODE_TRIES = 5

type Options = {
  /** Keeps the hashes of two kinds of people apart. */
  purpose: string
  tables: { user: string; session: string; verification: string }
  cookie: string
  seconds: number
  /** Whether proving an unknown mailbox makes somebody new. */
  signUp: boolean
  send: (mail: { email: string; code: string; locale: string }) => Promise<void>
}

/**
 * The library that keeps people, logins and codes. Only its functions are called; none of its routes is mounted. A code
 * is bound to the browser that asked for it: another browser neither uses it up nor takes its place.
 */
export const createCodeAuth = ({ purpose, tables, cookie, seconds, signUp, send }: Options) =>
  betterAuth({
    appName: 'Upnext',
    baseURL: env.APP_URL,
    secret: keyedHash(purpose),
    database: prismaAdapter(db, { provider: 'postgresql' }),
    telemetry: { enabled: false },
    // Our own limits count before a code is made; those of the library stand before its routes.
    rateLimit: { enabled: false },
    user: { modelName: tables.user },
    session: {
      modelName: tables.session,
      expiresIn: seconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    verification: {
      modelName: tables.verification,
      storeIdentifier: { hash: async (identifier) => keyedHash('code-of', identifier, asking().browser) },
    },
    advanced: {
      // It would ask for a table of passwords and foreign accounts, and for pictures; there are none.
      database: { generateId: () => newId(), validateSchema: false },
      useSecureCookies: false,
      ipAddress: { disableIpTracking: true },
      cookies: { session_token: { name: cookie, attributes: cookieAttributes } },
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
        disableSignUp: !signUp,
        storeOTP: { hash: async (code) => keyedHash('code', code, asking().browser) },
        sendVerificationOTP: ({ email, otp }) => send({ email, code: otp, locale: asking().locale }),
      }),
    ],
  })

export type CodeAuth = ReturnType<typeof createCodeAuth>
