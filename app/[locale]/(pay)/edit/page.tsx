import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EditorScreen } from '@/components/editor/editor-screen'
import { readAdjustments } from '@/lib/editor/adjustments'
import { requireLocale } from '@/lib/i18n/require-locale'
import { presentPrompt } from '@/lib/prompts/present-prompt'
import { listSubscriptions } from '@/lib/subscriptions/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subscriptions.editor')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function EditorPage({ params, searchParams }: PageProps<'/[locale]/edit'>) {
  const locale = requireLocale((await params).locale)
  const query = await searchParams
  const subscriptions = await listSubscriptions(locale)
  const subscription = subscriptions.find(({ standing }) => standing !== 'ended') ?? null
  return (
    <EditorScreen
      subscription={subscription}
      adjustments={readAdjustments(query)}
      exported={typeof query.export === 'string' ? query.export : null}
      refused={typeof query.refused === 'string'}
      prompt={subscription && (await presentPrompt(subscription.id, locale))}
      locale={locale}
    />
  )
}
