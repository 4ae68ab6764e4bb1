import { headers } from 'next/headers'
import { requireLocale } from '@/lib/i18n/require-locale'

/** The merchant's pages are made for each request, kept by no cache, and never without their policy. */
export default async function AdminLayout({ children, params }: LayoutProps<'/[locale]'>) {
  requireLocale((await params).locale)
  if (!(await headers()).get('content-security-policy')?.includes("'nonce-")) {
    throw new Error('A page of the merchant was asked for in a way that gives it no content security policy.')
  }
  return children
}
