import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Footer } from '@/components/shell/footer'
import { LanguageLink } from '@/components/shell/language-link'
import { Logo } from '@/components/shell/logo'
import { MAIN_ID, SkipLink } from '@/components/shell/skip-link'
import { Icon } from '@/components/ui/icon'
import { paths } from '@/lib/paths'

/** What stands around every page of the catalogue. */
export function ShopFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  const locale = useLocale()
  const navLink = 'inline-flex min-h-11 min-w-6 items-center text-sm text-muted hover:text-ink'
  return (
    <>
      <SkipLink />
      <header className="shell flex flex-wrap items-center justify-between gap-x-6 py-3 sm:py-5">
        <Link
          href={{ pathname: `/${locale}` }}
          aria-label={t('home')}
          className="inline-flex min-h-11 items-center"
        >
          <Logo name={t('name')} />
        </Link>
        <div className="flex items-center gap-5 sm:gap-8">
          <nav aria-label={t('nav.label')} className="flex items-center gap-5 sm:gap-8">
            <Link href={{ pathname: `/${locale}` }} className={`max-sm:sr-only ${navLink}`}>
              {t('nav.shop')}
            </Link>
            <Link href={`/${locale}/pricing`} className={navLink}>
              {t('nav.pricing')}
            </Link>
            <a href={paths.account(locale)} className={navLink}>
              <Icon name="person" className="size-5 sm:hidden" />
              <span className="max-sm:sr-only">{t('nav.account')}</span>
            </a>
          </nav>
          <LanguageLink />
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="grow">
        {children}
      </main>
      <Footer />
    </>
  )
}
