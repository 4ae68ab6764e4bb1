'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { adminPaths } from '@/lib/merchants/paths'
import { readStaffForm } from '@/lib/merchants/staff-form'
import { saveSettings, settingsSchema } from './save-settings'

const typed = z.string().max(40)
const formSchema = z.strictObject({
  locale: localeSchema,
  monthlyAsks: typed,
  monthlyAsksAfterRefund: typed,
  ranking: typed,
  undoMinutes: typed,
  pauseAfterUnknown: typed,
  defaultDeadlineMinutes: typed,
  defaultCooldownDays: typed,
  planChangeMode: typed,
  saveDiscountCode: typed,
})

const toNumber = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : text)

/** Saves the shop's settings. A value out of bounds is told by its name, and nothing is saved. */
export async function saveSettingsAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('owner', formSchema, data)
  const { locale, ranking, planChangeMode, saveDiscountCode, ...numbers } = form
  const page = adminPaths.settings(locale)
  const settings = settingsSchema.safeParse({
    ...Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, toNumber(text)])),
    ranking,
    planChangeMode,
    saveDiscountCode: saveDiscountCode.trim().toUpperCase() || null,
  })
  if (!settings.success) redirect(`${page}?wrong=${String(settings.error.issues[0]?.path[0])}` as Route)
  const changed = await saveSettings(settings.data, staff.email)
  redirect(`${page}?notice=${changed ? 'saved' : 'unchanged'}` as Route)
}
