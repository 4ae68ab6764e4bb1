import { headers } from 'next/headers'
import { MoneyFrame } from '@/components/shell/money-frame'
import { requireLocale } from '@/lib/i18n/require-locale'

/** Money and personal pages are made for each request, kept by no cache, and never without their policy. */
export default async function PayLayout({ children, params }: LayoutProps<'/[locale]'>) {
  requireLocale((await params).locale)
  if (!(await headers()).get('content-security-policy')?.includes("'nonce-")) {
    throw new Error('A money page was asked for in a way that gives it no content security policy.')
  }
  return <MoneyFrame>{children}</MoneyFrame>
}
