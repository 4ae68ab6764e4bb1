import { useTranslations } from 'next-intl'
import { CardLabel } from '@/components/ui/card-label'
import { Icon } from '@/components/ui/icon'
import type { SubscriptionView } from '@/lib/subscriptions/view'

const twoDigits = (value: number) => String(value % 100).padStart(2, '0')

/** The card a subscription is paid with, as its owner knows it. */
export function CardOnFile({ card }: { card: SubscriptionView['card'] }) {
  const t = useTranslations('subscriptions.card')
  const expiry = card?.expiry && `${twoDigits(card.expiry.month)}/${twoDigits(card.expiry.year)}`
  return (
    <p className="flex gap-3 text-sm">
      <Icon name="card" className="mt-0.5 size-5 text-muted" />
      <span>
        {card ? <CardLabel brand={card.brand} lastFour={card.lastFour} /> : t('unknown')}
        {expiry ? (
          <span className="block text-xs text-muted tabular-nums">{t('expires', { expiry })}</span>
        ) : null}
      </span>
    </p>
  )
}
