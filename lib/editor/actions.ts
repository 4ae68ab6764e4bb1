'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { signPointer } from '@/lib/charges/tag'
import { localeSchema } from '@/lib/i18n/locale'
import { isOwnOrigin } from '@/lib/identity/origin'
import { paths } from '@/lib/paths'
import { getMeter } from '@/lib/usage/queries'
import { recordUsage } from '@/lib/usage/record-usage'
import { readAdjustments, writeAdjustments } from './adjustments'

/** Exports a picture: uses one edit of the plan, and leads to the file. */
export async function exportPictureAction(data: FormData): Promise<void> {
  const locale = localeSchema.safeParse(data.get('locale'))
  if (!locale.success || !(await isOwnOrigin())) redirect('/')
  const page = paths.editor(locale.data)
  const mine = await getMeter('editing_credits')
  if (!mine) redirect(page as Route)
  const query = writeAdjustments(readAdjustments(Object.fromEntries(data)))
  const used = await recordUsage(mine.subscriptionId, 'editing_credits', 1)
  const outcome = used.ok ? `export=${signPointer('export', query)}` : `refused=${used.error}`
  redirect(`${page}?${query}&${outcome}` as Route)
}
