import { useTranslations } from 'next-intl'
import { AccountSection } from '@/components/account/account-section'
import { ButtonLink } from '@/components/ui/button-link'
import { LocalTime } from '@/components/ui/local-time'
import type { AccountOrder } from '@/lib/account/view'
import { formatMoney } from '@/lib/money'
import { paths } from '@/lib/paths'

type Props = { orders: AccountOrder[]; email: string; locale: string }

export function AccountOrders({ orders, email, locale }: Props) {
  const t = useTranslations('account.orders')
  return (
    <AccountSection id="orders" title={t('title')}>
      {orders.length === 0 ? (
        <div className="grid justify-items-start gap-4">
          <p className="text-muted wrap-anywhere">{t('none', { email })}</p>
          <ButtonLink href={`/${locale}`} tone="secondary">
            {t('toShop')}
          </ButtonLink>
        </div>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {orders.map((order) => (
            <li
              key={order.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 gap-y-1 py-4"
            >
              <a href={paths.order(locale, order.id)} className="link-alone tabular-nums">
                {t('number', { number: order.number })}
              </a>
              <p className="text-right font-strong tabular-nums">
                {order.totals.map((total) => formatMoney(total, locale)).join(' + ')}
              </p>
              <p className="text-sm text-muted">{order.products.join(', ')}</p>
              <p className="text-right text-sm text-muted">
                <LocalTime iso={order.paidAt} locale={locale} show="date" />
              </p>
            </li>
          ))}
        </ul>
      )}
    </AccountSection>
  )
}
