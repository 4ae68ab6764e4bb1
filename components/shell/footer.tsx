import { useTranslations } from 'next-intl'

export function Footer() {
  const t = useTranslations('shell.footer')
  return (
    <footer className="mt-24 border-t border-line">
      <div className="shell grid gap-x-12 gap-y-2 py-10 text-xs text-muted md:grid-cols-3">
        <p>{t('about')}</p>
        <p>{t('tax')}</p>
        <p>{t('secure')}</p>
      </div>
    </footer>
  )
}
