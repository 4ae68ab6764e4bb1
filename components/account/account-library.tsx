import { useTranslations } from 'next-intl'
import { AccountSection } from '@/components/account/account-section'
import { ProductArt } from '@/components/catalog/product-art'
import { Delivery } from '@/components/orders/delivery'
import type { LibraryItem } from '@/lib/account/view'

export function AccountLibrary({ items }: { items: LibraryItem[] }) {
  const t = useTranslations('account.library')
  return (
    <AccountSection id="library" title={t('title')}>
      {items.length === 0 ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {items.map((item) => (
            <li
              key={item.id}
              className="grid grid-cols-[5rem_minmax(0,1fr)] items-start gap-x-5 gap-y-3 py-5"
            >
              <ProductArt art={item.art} className="aspect-4/3 rounded-sm" />
              <div className="grid justify-items-start gap-3">
                <h3 className="text-base tracking-normal">{item.name}</h3>
                <Delivery entitlement={item.entitlement} product={item.name} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </AccountSection>
  )
}
