import { useLocale, useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'

/** Leads to this page in the other language. A plain link to a route that keeps the choice. */
export function LanguageLink() {
  const t = useTranslations('shell.language')
  const other = useLocale() === 'en' ? 'ja' : 'en'
  return (
    <a
      href={`/api/locale?to=${other}`}
      rel="nofollow"
      className="inline-flex min-h-11 items-center gap-1.5 text-sm text-muted hover:text-ink"
    >
      <Icon name="globe" className="size-4.5" />
      <span className="sr-only">{t('label')}</span>
      <span lang={other}>{t('switchTo')}</span>
    </a>
  )
}
