import '@/app/globals.css'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { ButtonLink } from '@/components/ui/button-link'
import { env } from '@/lib/env'
import { routing } from '@/lib/i18n/routing'

export const metadata: Metadata = { title: 'Lumen' }

/** An address outside every language: the same sentence in each of them. */
export default async function GlobalNotFound() {
  const languages = await Promise.all(
    routing.locales.map(async (locale) => ({
      locale,
      t: await getTranslations({ locale, namespace: 'shell' }),
    })),
  )
  return (
    <html lang={routing.defaultLocale}>
      <body className="flex min-h-dvh flex-col">
        {env.UPNEXT_MODE ? (
          <aside className="bg-ink px-5 py-1.5 text-center text-xs text-canvas">
            {languages.map(({ locale, t }) => (
              <p key={locale} lang={locale}>
                {t('demo')}
              </p>
            ))}
          </aside>
        ) : null}
        <main className="shell grid w-full max-w-2xl grow content-center justify-items-start gap-5 py-16">
          {languages.map(({ locale, t }, index) => (
            <Fragment key={locale}>
              {index === 0 ? (
                <h1 lang={locale} className="text-xl">
                  {t('notFound.title')}
                </h1>
              ) : (
                <h2 lang={locale} className="pt-8 text-xl">
                  {t('notFound.title')}
                </h2>
              )}
              <p lang={locale} className="text-muted">
                {t('notFound.body')}
              </p>
              <ButtonLink href={`/${locale}`}>
                <span lang={locale}>{t('notFound.home')}</span>
              </ButtonLink>
            </Fragment>
          ))}
        </main>
      </body>
    </html>
  )
}
