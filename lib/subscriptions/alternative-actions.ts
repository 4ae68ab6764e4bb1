'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { paths } from '@/lib/paths'
import { findOwnSubscription } from './find-own'
import { pauseSubscription, undoCancel } from './standing-changes'

const form = z.strictObject({
  subscription: z.string().regex(/^[\w-]{22}$/),
  locale: localeSchema,
  plan: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional(),
})

/**
 * Takes what was offered after a cancellation. The provider changes and pauses only what is not ending, so the
 * cancellation is taken back first; a smaller plan is only shown with its sum, and confirmed there.
 */
export async function takeAlternativeAction(data: FormData): Promise<void> {
  const { subscription: id, locale, plan } = await readOwnForm(form, data)
  const subscription = await findOwnSubscription(id)
  if (!subscription) redirect('/')
  const go = (path: string): never => redirect(path as Route)
  const page = paths.subscription(locale, subscription.id)
  const undone = await undoCancel(subscription)
  if (!undone.ok) return go(`${page}?notice=${undone.error}`)
  if (plan) return go(paths.changePlan(locale, subscription.id, `plan=${plan}`))
  const paused = await pauseSubscription(subscription)
  return go(`${page}?notice=${paused.ok ? 'paused' : paused.error}`)
}
