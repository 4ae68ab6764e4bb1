'use server'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { paths } from '@/lib/paths'
import { getChangeOutcome } from './change-outcome'
import { findOwnSubscription } from './find-own'
import { takeAlternative, type Wanted } from './take-alternative'

const form = z.strictObject({
  subscription: z.string().regex(/^[\w-]{22}$/),
  locale: localeSchema,
  kind: z.enum(['cheaper_plan', 'discount', 'pause']),
  plan: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional(),
  /** The price of a period as it was shown, in minor units. */
  shown: z.coerce.number().int().nonnegative().optional(),
})

function readWanted({ kind, plan, shown }: z.infer<typeof form>): Wanted | null {
  if (kind === 'pause') return { kind }
  if (shown === undefined) return null
  if (kind === 'discount') return { kind, shownMinor: shown }
  return plan === undefined ? null : { kind, plan, shownMinor: shown }
}

/** Takes what was offered after a cancellation, at the price that was shown; else the cancellation stands. */
export async function takeAlternativeAction(data: FormData): Promise<void> {
  const asked = await readOwnForm(form, data)
  const { subscription: id, locale } = asked
  const subscription = await findOwnSubscription(id)
  if (!subscription) redirect('/')
  const go = (path: string): never => redirect(path as Route)
  const page = paths.subscription(locale, subscription.id)
  const wanted = readWanted(asked)
  if (!wanted) return go(page)
  const userAgent = (await headers()).get('user-agent')
  const taken = await takeAlternative(subscription, wanted, { locale, userAgent })
  if (!taken.ok) return go(`${page}?notice=${taken.error}`)
  const { changeId } = taken.value
  if (!changeId) return go(`${page}?notice=paused`)
  const isDiscounted =
    wanted.kind === 'discount' && (await getChangeOutcome(changeId, locale))?.state === 'applied'
  return go(isDiscounted ? `${page}?notice=discounted` : paths.planChange(locale, subscription.id, changeId))
}
