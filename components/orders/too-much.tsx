import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { formatMoney } from '@/lib/money'
import type { OrderView } from '@/lib/orders/view'

/** Money that was received and is not kept, and how far it is on its way back. */
export function TooMuch({ order, locale }: { order: OrderView; locale: string }) {
  const t = useTranslations('orders.tooMuch')
  return order.tooMuch.map(({ paymentNumber, total, refund }) => (
    <Notice key={paymentNumber}>{t(refund, { total: formatMoney(total, locale) })}</Notice>
  ))
}
