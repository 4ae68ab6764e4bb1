import '@/app/globals.css'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { ButtonLink } from '@/components/ui/button-link'
import { routing } from '@/lib/i18n/routing'

export const metadata: Metadata = { title: 'Lumen' }

/** An address outside every language: the same sentence in each of them. */
export default async function GlobalNotFound() {
  const languages = await Promise.all(
    routing.locales.map(async (locale) => ({
      locale,
      t: await getTranslations({ locale, namespace: 'shell.notFound' }),
    })),
  )
  return (
    <html lang={routing.defaultLocale}>
      <body className="shell grid min-h-dvh max-w-2xl content-center gap-5 py-16">
        <main className="grid justify-items-start gap-5">
          {languages.map(({ locale, t }, index) => (
            <Fragment key={locale}>
              {index === 0 ? (
                <h1 lang={locale} className="text-xl">
                  {t('title')}
                </h1>
              ) : (
                <h2 lang={locale} className="pt-8 text-xl">
                  {t('title')}
                </h2>
              )}
              <p lang={locale} className="text-muted">
                {t('body')}
              </p>
              <ButtonLink href={`/${locale}`}>
                <span lang={locale}>{t('home')}</span>
              </ButtonLink>
            </Fragment>
          ))}
        </main>
      </body>
    </html>
  )
}
