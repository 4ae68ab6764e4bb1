import { useTranslations } from 'next-intl'
import { ProductRow } from '@/components/catalog/product-row'
import { formatMoney } from '@/lib/money'
import type { OrderView } from '@/lib/orders/view'

/** What an unpaid order is about. */
export function WantedProduct({ order, locale }: { order: OrderView; locale: string }) {
  const t = useTranslations('orders')
  return (
    <div className="grid gap-4 rounded-md border border-line p-4">
      <ProductRow
        product={order.product}
        note={t('title', { number: order.number })}
        sum={formatMoney(order.product.price, locale)}
      />
      {order.added ? (
        <ProductRow product={order.added} note={t('with')} sum={formatMoney(order.added.price, locale)} />
      ) : null}
    </div>
  )
}
