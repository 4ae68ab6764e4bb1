import '@/app/globals.css'
import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { getLocale, getTranslations } from 'next-intl/server'
import { DemoBanner } from '@/components/shell/demo-banner'
import { env } from '@/lib/env'
import { routing } from '@/lib/i18n/routing'

const inter = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'swap',
})

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0e0c0b' },
  ],
}

export const generateStaticParams = () => routing.locales.map((locale) => ({ locale }))

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return {
    metadataBase: new URL(env.APP_URL),
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
  }
}

export default async function RootLayout({ children }: LayoutProps<'/[locale]'>) {
  return (
    <html lang={await getLocale()} className={inter.variable}>
      <body className="flex min-h-dvh flex-col">
        {env.UPNEXT_MODE ? <DemoBanner /> : null}
        {children}
      </body>
    </html>
  )
}
