import 'server-only'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { adminPaths } from './paths'

type Section = Exclude<
  keyof typeof adminPaths,
  'signIn' | 'funnel' | 'preview' | 'replay' | 'replayRun' | 'order' | 'message' | 'experiment' | 'export'
>

/** The title of a page of the merchant; no search engine is to know of it. */
export async function adminTitle(section: Section): Promise<Metadata> {
  const t = await getTranslations('admin')
  return { title: `${t(`nav.${section}`)} · ${t('name')}`, robots: { index: false } }
}
