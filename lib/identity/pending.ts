import 'server-only'
import { randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { CODE_SECONDS } from './code-auth'
import { cookieAttributes, cookieName } from './cookies'
import { normalizeEmail } from './email'

/** A sign-in this browser has begun: what binds the code to it, and the address the code went to. */
export type PendingSignIn = { browser: string; email: string }

const schema = z.tuple([z.string().regex(/^[\w-]{43}$/), z.string()])

/** The sign-in that waits for its code in a cookie of this name. Beginning and ending one are only for actions. */
export function pendingIn(name: string) {
  const cookie = cookieName(name)
  return {
    get: async (): Promise<PendingSignIn | null> => {
      const value = (await cookies()).get(cookie)?.value
      const [browser, encoded = ''] = value?.split('.') ?? []
      const parsed = schema.safeParse([browser, Buffer.from(encoded, 'base64url').toString()])
      const email = parsed.success ? normalizeEmail(parsed.data[1]) : null
      return parsed.success && email ? { browser: parsed.data[0], email } : null
    },
    begin: async (email: string): Promise<PendingSignIn> => {
      const browser = randomBytes(32).toString('base64url')
      const value = `${browser}.${Buffer.from(email).toString('base64url')}`
      ;(await cookies()).set(cookie, value, {
        ...cookieAttributes,
        sameSite: 'strict',
        maxAge: CODE_SECONDS,
      })
      return { browser, email }
    },
    end: async (): Promise<void> => {
      ;(await cookies()).delete(cookie)
    },
  }
}

/** The shopper's sign-in that waits for its code in this browser. */
export const { get: getPendingSignIn, begin: beginSignIn, end: endPendingSignIn } = pendingIn('upnext-code')
