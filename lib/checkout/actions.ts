'use server'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { ensureSessionId } from '@/lib/identity/session'
import { getViewer } from '@/lib/identity/viewer'
import { visitorKey } from '@/lib/limits/visitor'
import { findOwnOrder } from '@/lib/orders/find-own-order'
import { paths } from '@/lib/paths'
import { assertNever } from '@/lib/result'
import { readCampaign } from './campaign'
import { resumeCheckout } from './resume-checkout'
import { type StartError, startCheckout } from './start-checkout'
import { unlessBusy } from './unless-busy'

const startForm = z.strictObject({
  product: z.string().regex(/^[a-z0-9-]{1,64}$/),
  locale: localeSchema,
  /** What stood beside the button, and whether it was ticked. */
  bump: z.string().max(200).optional(),
  add: z.literal('on').optional(),
})

/** Buys a product: opens an order and leads to the provider's checkout. */
export async function startCheckoutAction(data: FormData): Promise<void> {
  const { product: slug, locale, bump, add } = await readOwnForm(startForm, data)
  const box = bump === undefined ? null : { token: bump, ticked: add === 'on' }
  const visitor = visitorKey(await headers())
  const started = await unlessBusy(locale, async () => {
    const { user } = await getViewer()
    const campaign = await readCampaign()
    return startCheckout({ sessionId: await ensureSessionId(), user, slug, locale, visitor, campaign, box })
  })
  redirect((started.ok ? started.value.url : whereInstead(started.error, slug, locale)) as Route)
}

function whereInstead(error: StartError, slug: string, locale: string): string {
  switch (error.code) {
    case 'not_for_sale':
      return paths.product(locale, slug)
    case 'already_has_plan':
      return error.subscriptionId
        ? paths.changePlan(locale, error.subscriptionId, `plan=${slug}&notice=has_plan`)
        : `${paths.order(locale, error.orderId)}?notice=has_plan`
    case 'unavailable':
      return paths.order(locale, error.orderId)
    case 'too_many':
      return paths.tooMany(locale)
    default:
      return assertNever(error)
  }
}

const resumeForm = z.strictObject({ order: z.string().regex(/^[\w-]{22}$/), locale: localeSchema })

/** Leads an unpaid order back to a checkout. */
export async function resumeCheckoutAction(data: FormData): Promise<void> {
  const { order: orderId, locale } = await readOwnForm(resumeForm, data)
  const order = await unlessBusy(locale, () => findOwnOrder(orderId))
  if (!order) redirect('/')
  const visitor = visitorKey(await headers())
  const resumed = await unlessBusy(locale, () => resumeCheckout(order, { locale, visitor }))
  if (resumed.ok) redirect(resumed.value.url as Route)
  redirect((resumed.error === 'too_many' ? paths.tooMany(locale) : paths.order(locale, order.id)) as Route)
}
