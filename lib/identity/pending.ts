import 'server-only'
import { randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { CODE_SECONDS } from './auth'
import { cookieAttributes, cookieName } from './cookies'
import { normalizeEmail } from './email'

const COOKIE = cookieName('upnext-code')

/** A sign-in this browser has begun: what binds the code to it, and the address the code went to. */
export type PendingSignIn = { browser: string; email: string }

const schema = z.tuple([z.string().regex(/^[\w-]{43}$/), z.string()])

/** The sign-in that waits for its code in this browser, or null. */
export async function getPendingSignIn(): Promise<PendingSignIn | null> {
  const value = (await cookies()).get(COOKIE)?.value
  const [browser, encoded = ''] = value?.split('.') ?? []
  const parsed = schema.safeParse([browser, Buffer.from(encoded, 'base64url').toString()])
  const email = parsed.success ? normalizeEmail(parsed.data[1]) : null
  return parsed.success && email ? { browser: parsed.data[0], email } : null
}

/** Begins a sign-in in this browser. Only for actions. */
export async function beginSignIn(email: string): Promise<PendingSignIn> {
  const browser = randomBytes(32).toString('base64url')
  const value = `${browser}.${Buffer.from(email).toString('base64url')}`
  ;(await cookies()).set(COOKIE, value, { ...cookieAttributes, sameSite: 'strict', maxAge: CODE_SECONDS })
  return { browser, email }
}

/** Forgets the sign-in that waits. Only for actions. */
export async function endPendingSignIn(): Promise<void> {
  ;(await cookies()).delete(COOKIE)
}
