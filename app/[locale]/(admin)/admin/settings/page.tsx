import type { Metadata } from 'next'
import { z } from 'zod'
import { SETTINGS_NOTICES, SettingsScreen } from '@/components/admin/settings-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'
import { readSettings, settingsSchema } from '@/lib/settings/save-settings'

const noticeSchema = z.enum(SETTINGS_NOTICES).nullable().catch(null)
const wrongSchema = settingsSchema.keyof().nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('settings')

export default async function SettingsPage({ params, searchParams }: PageProps<'/[locale]/admin/settings'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const asked = await searchParams
  return (
    <SettingsScreen
      staff={staff}
      settings={await readSettings()}
      notice={noticeSchema.parse(asked.notice)}
      wrong={wrongSchema.parse(asked.wrong)}
    />
  )
}
