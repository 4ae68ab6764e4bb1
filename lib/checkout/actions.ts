'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { isOwnOrigin } from '@/lib/identity/origin'
import { ensureSessionId } from '@/lib/identity/session'
import { findOwnOrder } from '@/lib/orders/find-own-order'
import { paths } from '@/lib/paths'
import { assertNever } from '@/lib/result'
import { resumeCheckout } from './resume-checkout'
import { type StartError, startCheckout } from './start-checkout'

const startForm = z.object({ product: z.string().regex(/^[a-z0-9-]{1,64}$/), locale: localeSchema })

/** Buys a product: opens an order and leads to the provider's checkout. */
export async function startCheckoutAction(data: FormData): Promise<void> {
  const parsed = startForm.safeParse(Object.fromEntries(data))
  if (!parsed.success || !(await isOwnOrigin())) redirect('/')
  const { product: slug, locale } = parsed.data
  const started = await startCheckout({ sessionId: await ensureSessionId(), slug, locale })
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
    default:
      return assertNever(error)
  }
}

const resumeForm = z.object({ order: z.string().regex(/^[\w-]{22}$/), locale: localeSchema })

/** Leads an unpaid order back to a checkout. */
export async function resumeCheckoutAction(data: FormData): Promise<void> {
  const parsed = resumeForm.safeParse(Object.fromEntries(data))
  if (!parsed.success || !(await isOwnOrigin())) redirect('/')
  const order = await findOwnOrder(parsed.data.order)
  if (!order) redirect('/')
  const { locale } = parsed.data
  const resumed = await resumeCheckout(order, locale)
  redirect((resumed.ok ? resumed.value.url : paths.order(locale, order.id)) as Route)
}
