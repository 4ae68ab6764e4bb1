'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { seal } from '@/lib/charges/tag'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { paths } from '@/lib/paths'
import { getMeter } from '@/lib/usage/queries'
import { recordUsage } from '@/lib/usage/record-usage'
import { readAdjustments, writeAdjustments } from './adjustments'

const value = z.string().max(20)
const form = z.strictObject({
  locale: localeSchema,
  picture: value,
  light: value,
  contrast: value,
  colour: value,
  warmth: value,
})

/** Exports a picture: uses one edit of the plan, and leads to the file. */
export async function exportPictureAction(data: FormData): Promise<void> {
  const { locale, ...adjustments } = await readOwnForm(form, data)
  const page = paths.editor(locale)
  const mine = await getMeter('editing_credits')
  if (!mine) redirect(page as Route)
  const query = writeAdjustments(readAdjustments(adjustments))
  const used = await recordUsage(mine.subscriptionId, 'editing_credits', 1)
  const outcome = used.ok ? `export=${seal(`export.${query}`)}` : `refused=${used.error}`
  redirect(`${page}?${query}&${outcome}` as Route)
}
