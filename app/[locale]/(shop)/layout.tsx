import { ShopFrame } from '@/components/shell/shop-frame'

export default function ShopLayout({ children }: LayoutProps<'/[locale]'>) {
  return <ShopFrame>{children}</ShopFrame>
}
