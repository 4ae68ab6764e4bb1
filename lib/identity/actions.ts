'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { paths } from '@/lib/paths'
import { readOwnForm } from './own-form'
import { endPendingSignIn, getPendingSignIn } from './pending'
import { requestCode } from './request-code'
import { nextSchema } from './safe-next'
import { signIn } from './sign-in'
import { endAllLogins, endLogin } from './sign-out'
import { getViewer } from './viewer'

const base = { locale: localeSchema, next: nextSchema }

function toSignIn(locale: string, next: string | undefined, problem: string | null): never {
  const path = paths.signIn(locale, next)
  redirect((problem ? `${path}${next ? '&' : '?'}problem=${problem}` : path) as Route)
}

const requestForm = z.strictObject({ ...base, email: z.string().max(320) })

/** Mails a code to the address somebody typed; the answer is the same whoever that is. */
export async function requestCodeAction(data: FormData): Promise<void> {
  const { locale, next, email } = await readOwnForm(requestForm, data)
  const sent = await requestCode(email, locale)
  toSignIn(locale, next, sent.ok ? null : sent.error)
}

const resendForm = z.strictObject(base)

/** Mails a new code to the address this browser has asked for already. */
export async function resendCodeAction(data: FormData): Promise<void> {
  const { locale, next } = await readOwnForm(resendForm, data)
  const pending = await getPendingSignIn()
  if (!pending) toSignIn(locale, next, 'not_begun')
  const sent = await requestCode(pending.email, locale)
  toSignIn(locale, next, sent.ok ? null : sent.error)
}

/** Forgets the address that was typed, to ask for another one. */
export async function startOverAction(data: FormData): Promise<void> {
  const { locale, next } = await readOwnForm(resendForm, data)
  await endPendingSignIn()
  toSignIn(locale, next, null)
}

// People paste codes with spaces in them, and Japanese keyboards write full-width digits.
const code = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
const signInForm = z.strictObject({ ...base, code })

/** Signs in with the code from the mailbox and leads on to where it was asked for. */
export async function signInAction(data: FormData): Promise<void> {
  const { locale, next, code } = await readOwnForm(signInForm, data)
  const signed = await signIn(code, locale)
  if (!signed.ok) toSignIn(locale, next, signed.error)
  redirect((next ?? paths.account(locale)) as Route)
}

const signOutForm = z.strictObject({ locale: localeSchema })

/** Signs this browser out. */
export async function signOutAction(data: FormData): Promise<void> {
  const { locale } = await readOwnForm(signOutForm, data)
  await endLogin()
  redirect(`${paths.signIn(locale)}?notice=signed_out` as Route)
}

/** Signs every browser of this account out. */
export async function signOutEverywhereAction(data: FormData): Promise<void> {
  const { locale } = await readOwnForm(signOutForm, data)
  const { user } = await getViewer()
  if (user) await endAllLogins(user.id)
  await endLogin()
  redirect(`${paths.signIn(locale)}?notice=signed_out` as Route)
}
