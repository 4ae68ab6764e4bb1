import 'server-only'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'
import { getViewer, isRecent, type SignedIn } from './viewer'

/** The person signed in, or the way to the sign-in, and from there to `next`. */
export async function requireUser(locale: string, next: string): Promise<SignedIn> {
  const { user } = await getViewer()
  if (!user) redirect(paths.signIn(locale, next) as Route)
  return user
}

/** The same for what cannot be taken back: a login of more than a day ago needs a new code first. */
export async function requireRecentUser(locale: string, next: string): Promise<SignedIn> {
  const user = await requireUser(locale, next)
  if (!isRecent(user)) redirect(paths.signIn(locale, next) as Route)
  return user
}
