'use server'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { unlessBusy } from '@/lib/checkout/unless-busy'
import { CANCEL_REASONS } from '@/lib/dodo/subscriptions'
import { localeSchema } from '@/lib/i18n/locale'
import { isOwnOrigin } from '@/lib/identity/origin'
import { paths } from '@/lib/paths'
import { offerAlternative } from './alternative'
import type { Subject } from './ask-quote'
import { openCardChange } from './change-card'
import { readWish, writeWish } from './choice'
import { confirmChange } from './confirm-change'
import { findOwnSubscription } from './find-own'
import {
  cancelSubscription,
  giveReason,
  keepPlan,
  pauseSubscription,
  resumeSubscription,
  undoCancel,
} from './standing-changes'

const id = z.string().regex(/^[\w-]{22}$/)
const form = z.object({ subscription: id, locale: localeSchema })

type Form = { subscription: Subject; locale: z.infer<typeof localeSchema> }

/** What every one of these forms must be: ours, well-formed, and of one's own subscription. Else the way home. */
async function readForm(data: FormData): Promise<Form> {
  const parsed = form.safeParse(Object.fromEntries(data))
  if (!parsed.success || !(await isOwnOrigin())) redirect('/')
  const { subscription: asked, locale } = parsed.data
  const subscription = await unlessBusy(locale, () => findOwnSubscription(asked))
  if (!subscription) redirect('/')
  return { subscription, locale }
}

const go = (path: string): never => redirect(path as Route)

/** A choice on the change page, without scripts: leads to the page that has it in its address. */
export async function chooseChangeAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  go(paths.changePlan(locale, subscription.id, writeWish(readWish(Object.fromEntries(data)))))
}

/** The yes to a quote. What became of it is told by the page it leads to; a quote that moved is shown anew. */
export async function confirmChangeAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  const quoteId = id.safeParse(data.get('quote')).data
  const choice = writeWish(readWish(Object.fromEntries(data)))
  const again = (notice: string) =>
    go(paths.changePlan(locale, subscription.id, `${choice}${choice && '&'}${notice}`))
  if (!quoteId) return again('notice=gone')
  const userAgent = (await headers()).get('user-agent')
  const yes = { quoteId, locale, userAgent }
  const confirmed = await unlessBusy(locale, () => confirmChange(subscription, yes))
  if (confirmed.ok) return go(paths.planChange(locale, subscription.id, confirmed.value.changeId))
  switch (confirmed.error.code) {
    case 'moved':
      return again(`notice=moved&former=${confirmed.error.formerId}`)
    case 'quote_gone':
      return again('notice=gone')
    case 'refused':
      return again(`notice=${confirmed.error.refusal}`)
    case 'unavailable':
      return again('notice=unavailable')
  }
}

const noticeFor = (done: { ok: true } | { ok: false; error: string }, said: string) =>
  `?notice=${done.ok ? said : done.error}`

/** Takes back the change that waits for the period's end. */
export async function keepPlanAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  go(paths.subscription(locale, subscription.id) + noticeFor(await keepPlan(subscription), 'kept'))
}

/** One click: the subscription ends with its period. Why, and what else, is asked afterwards. */
export async function cancelAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  const done = await cancelSubscription(subscription)
  if (done.ok) go(paths.cancelledPlan(locale, subscription.id))
  go(paths.subscription(locale, subscription.id) + noticeFor(done, 'cancelled'))
}

const reasonForm = z.object({
  reason: z.enum(CANCEL_REASONS),
  comment: z
    .string()
    .trim()
    .max(1_000)
    .optional()
    .transform((comment) => comment || null),
})

/** Why somebody leaves, and at most one thing that may fit better; it is shown on the page it leads to. */
export async function giveReasonAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  const parsed = reasonForm.safeParse(Object.fromEntries(data))
  if (!parsed.success) return go(paths.cancelledPlan(locale, subscription.id))
  await giveReason(subscription, parsed.data.reason, parsed.data.comment)
  const alternative = await offerAlternative(subscription, parsed.data.reason, locale)
  const query = alternative
    ? `?thanks=1&alternative=${alternative.kind}${alternative.kind === 'cheaper_plan' ? `&plan=${alternative.plan.slug}` : ''}`
    : '?thanks=1'
  go(paths.cancelledPlan(locale, subscription.id) + query)
}

/** Takes the cancellation back. */
export async function undoCancelAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  go(paths.subscription(locale, subscription.id) + noticeFor(await undoCancel(subscription), 'undone'))
}

/** Stops the subscription at once. */
export async function pauseAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  go(paths.subscription(locale, subscription.id) + noticeFor(await pauseSubscription(subscription), 'paused'))
}

/** Lets it go on. */
export async function resumeAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  go(
    paths.subscription(locale, subscription.id) +
      noticeFor(await resumeSubscription(subscription), 'resumed'),
  )
}

/** Leads to the provider's page for a new card, where what is owed is paid too. */
export async function changeCardAction(data: FormData): Promise<void> {
  const { subscription, locale } = await readForm(data)
  const opened = await openCardChange(subscription, locale)
  go(opened.ok ? opened.value.url : `${paths.subscription(locale, subscription.id)}?notice=${opened.error}`)
}
