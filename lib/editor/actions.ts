'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { reachMilestone } from '@/lib/arbiter/milestones'
import { seal } from '@/lib/charges/tag'
import { localeSchema } from '@/lib/i18n/locale'
import { readOwnForm } from '@/lib/identity/own-form'
import { getViewer } from '@/lib/identity/viewer'
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
  if (used.ok) {
    const viewer = await getViewer()
    await reachMilestone(viewer, 'first_export')
    await reachMilestone(viewer, 'onboarding_finished')
  }
  const outcome = used.ok ? `export=${seal(`export.${query}`)}` : `refused=${used.error}`
  redirect(`${page}?${query}&${outcome}` as Route)
}
