import { useTranslations } from 'next-intl'

/** Says on every page of a demo that nothing here is real. */
export function DemoBanner() {
  const t = useTranslations('shell')
  return (
    <aside aria-label={t('demoLabel')} className="bg-ink px-5 py-1.5 text-center text-xs text-canvas">
      {t('demo')}
    </aside>
  )
}
