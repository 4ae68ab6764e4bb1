import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getMessages, getTranslations } from 'next-intl/server'
import { PreviewPage } from '@/components/admin/editor/preview-page'
import { listEditorProducts } from '@/lib/funnels/editor-products'
import { getFunnel } from '@/lib/funnels/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { requireStaff } from '@/lib/merchants/staff'

export const metadata: Metadata = { robots: { index: false } }

/** The offer page of a draft, for the editor's frame: no impression is made, nothing is counted or charged. */
export default async function FunnelPreviewPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/funnels/[funnelId]/preview'>) {
  await requireStaff()
  const { funnelId, locale: asked } = await params
  const locale = requireLocale(asked)
  const [funnel, products, messages, t] = await Promise.all([
    getFunnel(funnelId),
    listEditorProducts(locale),
    getMessages(),
    getTranslations('funnels.editor.preview'),
  ])
  const definition = (funnel?.draft ?? funnel?.published)?.definition
  if (!definition) notFound()
  const wanted = (await searchParams).step ?? definition.entry
  const first = definition.steps.find(({ key }) => key === wanted) ?? definition.steps[0] ?? null
  const { offers, catalog, shell, orders } = messages
  return (
    <main>
      <p className="bg-accent-soft px-4 py-2 text-center text-xs font-strong text-accent">{t('mark')}</p>
      <PreviewPage
        first={first}
        products={products}
        locale={locale}
        messages={{ offers, catalog, shell, orders }}
        now={new Date().toISOString()}
      />
    </main>
  )
}
