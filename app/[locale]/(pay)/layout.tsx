import { connection } from 'next/server'
import { MoneyFrame } from '@/components/shell/money-frame'
import { requireLocale } from '@/lib/i18n/require-locale'

/** Money and personal pages are made for each request and kept by no cache. */
export default async function PayLayout({ children, params }: LayoutProps<'/[locale]'>) {
  await connection()
  requireLocale((await params).locale)
  return <MoneyFrame>{children}</MoneyFrame>
}
