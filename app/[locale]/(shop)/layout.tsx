import { ShopFrame } from '@/components/shell/shop-frame'
import { requireLocale } from '@/lib/i18n/require-locale'

export default async function ShopLayout({ children, params }: LayoutProps<'/[locale]'>) {
  requireLocale((await params).locale)
  return <ShopFrame>{children}</ShopFrame>
}
