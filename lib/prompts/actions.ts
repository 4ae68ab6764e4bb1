'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { paths } from '@/lib/paths'
import { whoseSubscriptions } from '@/lib/subscriptions/whose'

const form = z.strictObject({
  prompt: z.string().regex(/^[\w-]{22}$/),
  locale: localeSchema,
  back: z.enum(['editor', 'plan']),
})

async function decide(data: FormData, decision: 'taken' | 'declined') {
  const { prompt: id, locale, back } = await readOwnForm(form, data)
  const prompt = await db.planPrompt.findFirst({
    where: { id, subscription: await whoseSubscriptions() },
    include: { product: true },
  })
  if (!prompt) redirect('/')
  await db.planPrompt.updateMany({
    where: { id, decision: null },
    data: { decision, decidedAt: new Date() },
  })
  return { prompt, locale, back }
}

/** Leads to the exact sum of what was suggested. */
export async function followPromptAction(data: FormData): Promise<void> {
  const { prompt, locale } = await decide(data, 'taken')
  redirect(paths.changePlan(locale, prompt.subscriptionId, `plan=${prompt.product.slug}&when=now`) as Route)
}

/** A no, which is kept. */
export async function declinePromptAction(data: FormData): Promise<void> {
  const { prompt, locale, back } = await decide(data, 'declined')
  redirect(
    (back === 'editor' ? paths.editor(locale) : paths.subscription(locale, prompt.subscriptionId)) as Route,
  )
}
