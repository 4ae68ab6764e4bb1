import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getMessages } from 'next-intl/server'
import { z } from 'zod'
import { FUNNEL_NOTICES, FunnelScreen } from '@/components/admin/funnel-screen'
import { listEditorProducts } from '@/lib/funnels/editor-products'
import { checkVersion } from '@/lib/funnels/publish'
import { getFunnel } from '@/lib/funnels/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { readFlow } from '@/lib/insight/overview'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'
import { readSettings } from '@/lib/settings/save-settings'

const noticeSchema = z.enum(FUNNEL_NOTICES).nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('funnels')

export default async function FunnelPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/funnels/[funnelId]'>) {
  const staff = await requireStaff()
  const { funnelId, locale: asked } = await params
  const locale = requireLocale(asked)
  const funnel = await getFunnel(funnelId)
  if (!funnel) notFound()
  const [products, settings, problems, flow, messages] = await Promise.all([
    listEditorProducts(locale),
    readSettings(),
    funnel.draft ? checkVersion(funnel.draft.id) : [],
    funnel.published ? readFlow(funnel.published.id) : null,
    getMessages(),
  ])
  return (
    <FunnelScreen
      staff={staff}
      funnel={funnel}
      flow={flow}
      notice={noticeSchema.parse((await searchParams).notice)}
      messages={{ funnels: messages.funnels }}
      editor={{
        products,
        problems: problems ?? [],
        defaults: {
          deadlineMinutes: settings.defaultDeadlineMinutes,
          cooldownDays: settings.defaultCooldownDays,
        },
      }}
    />
  )
}
