import { connection } from 'next/server'
import { MoneyFrame } from '@/components/shell/money-frame'

/** Money and personal pages are made for each request and kept by no cache. */
export default async function PayLayout({ children }: LayoutProps<'/[locale]'>) {
  await connection()
  return <MoneyFrame>{children}</MoneyFrame>
}
