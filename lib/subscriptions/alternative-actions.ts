'use server'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { paths } from '@/lib/paths'
import { findOwnSubscription } from './find-own'
import { takeAlternative } from './take-alternative'

const form = z.strictObject({
  subscription: z.string().regex(/^[\w-]{22}$/),
  locale: localeSchema,
  plan: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional(),
  /** The price of a period as it was shown, in minor units. */
  shown: z.coerce.number().int().nonnegative().optional(),
})

/** Takes what was offered after a cancellation, at the price that was shown; else the cancellation stands. */
export async function takeAlternativeAction(data: FormData): Promise<void> {
  const { subscription: id, locale, plan, shown } = await readOwnForm(form, data)
  const subscription = await findOwnSubscription(id)
  if (!subscription) redirect('/')
  const go = (path: string): never => redirect(path as Route)
  const page = paths.subscription(locale, subscription.id)
  const wanted =
    plan && shown !== undefined
      ? { kind: 'cheaper_plan' as const, plan, shownMinor: shown }
      : { kind: 'pause' as const }
  const userAgent = (await headers()).get('user-agent')
  const taken = await takeAlternative(subscription, wanted, { locale, userAgent })
  if (!taken.ok) return go(`${page}?notice=${taken.error}`)
  const { changeId } = taken.value
  return go(changeId ? paths.planChange(locale, subscription.id, changeId) : `${page}?notice=paused`)
}
