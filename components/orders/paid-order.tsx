import { useTranslations } from 'next-intl'
import { KeepCard } from '@/components/account/keep-card'
import { SuggestionCard } from '@/components/offers/suggestion-card'
import { OrderLine } from '@/components/orders/order-line'
import { OrderSummary } from '@/components/orders/order-summary'
import { TooMuch } from '@/components/orders/too-much'
import { FocusHeading } from '@/components/ui/focus-heading'
import { Icon } from '@/components/ui/icon'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import type { CardOfOrder } from '@/lib/customers/view'
import type { OrderView } from '@/lib/orders/view'
import { paths } from '@/lib/paths'
import type { SuggestionView } from '@/lib/suggestions/view'

type Props = {
  order: OrderView
  card: CardOfOrder | null
  locale: string
  alreadyHasPlan: boolean
  undoRefused: boolean
  suggestion: SuggestionView | null
}

/** A paid order: what was bought in this sitting, what it cost, and everything to use it. */
export function PaidOrder({ order, card, locale, alreadyHasPlan, undoRefused, suggestion }: Props) {
  const t = useTranslations('orders')
  const refunded = order.state === 'refunded'
  return (
    <div className="shell grid gap-x-16 gap-y-10 py-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:py-14">
      <div className="grid gap-3 lg:col-span-2">
        <p className="flex items-center gap-2 text-sm text-muted tabular-nums">
          <Icon name={refunded ? 'back' : 'check'} className={`size-5 ${refunded ? '' : 'text-success'}`} />
          <span>
            {t.rich('placed', {
              number: order.number,
              date: () => <LocalTime iso={order.placedAt} locale={locale} show="date" />,
            })}
          </span>
        </p>
        <FocusHeading className="text-xl">{t(`state.${refunded ? 'refunded' : 'paid'}.title`)}</FocusHeading>
        <p className="text-muted">
          {refunded
            ? t('state.refunded.body')
            : order.email
              ? t('state.paid.bodyWithMail', { email: order.email })
              : t('state.paid.body')}
        </p>
        {order.claimableBy ? (
          <Notice>
            {t('keepOrder.text', { email: order.claimableBy })}{' '}
            <a href={paths.signIn(locale, paths.order(locale, order.id))} className="link font-strong">
              {t('keepOrder.link')}
            </a>
          </Notice>
        ) : null}
        {undoRefused ? <Notice>{t('undo.notNow')}</Notice> : null}
        <TooMuch order={order} locale={locale} />
        {alreadyHasPlan ? <Notice>{t('alreadyHasPlan')}</Notice> : null}
        {order.openOffer ? (
          <Notice>
            {t('openOffer.text')}{' '}
            <a href={order.openOffer.href} className="link font-strong">
              {t('openOffer.link')}
            </a>
          </Notice>
        ) : null}
      </div>
      <div className="grid content-start gap-10">
        <section aria-labelledby="items">
          <h2 id="items" className="sr-only">
            {t('items')}
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {order.lines.map((line) => (
              <OrderLine key={line.id} line={line} orderId={order.id} locale={locale} />
            ))}
          </ul>
        </section>
        {suggestion ? <SuggestionCard suggestion={suggestion} place="order_page" locale={locale} /> : null}
      </div>
      <div className="grid content-start gap-6">
        <OrderSummary order={order} locale={locale} />
        {card ? <KeepCard card={card} orderId={order.id} locale={locale} /> : null}
      </div>
    </div>
  )
}
