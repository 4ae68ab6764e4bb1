import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LanguageLink } from '@/components/shell/language-link'
import { Logo } from '@/components/shell/logo'
import { MAIN_ID, SkipLink } from '@/components/shell/skip-link'
import { Icon } from '@/components/ui/icon'

/** What stands around a page about money: the way home, the language, and nothing that distracts. */
export function MoneyFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  const locale = useLocale()
  return (
    <>
      <SkipLink />
      <header className="shell flex items-center justify-between py-2">
        <a href={`/${locale}`} aria-label={t('home')} className="inline-flex min-h-11 items-center">
          <Logo name={t('name')} />
        </a>
        <LanguageLink />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="grow">
        {children}
      </main>
      <footer className="shell flex gap-2 py-8 text-xs text-muted">
        <Icon name="lock" className="mt-0.5 size-4" />
        {t('footer.secure')}
      </footer>
    </>
  )
}
