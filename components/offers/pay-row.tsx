import { useTranslations } from 'next-intl'
import { CardLabel } from '@/components/ui/card-label'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import { payAnotherWayAction } from '@/lib/offers/actions'
import type { CardOnFile } from '@/lib/offers/view'

const twoDigits = (value: number) => String(value % 100).padStart(2, '0')

/** The card that would be charged, and the way to another one. */
export function PayRow({ card }: { card: CardOnFile | null }) {
  const t = useTranslations('offers')
  const expiry = card?.expiry && `${twoDigits(card.expiry.month)}/${twoDigits(card.expiry.year)}`
  return (
    <div className="flex items-center gap-3 rounded-md border border-line py-1.5 pr-2 pl-4 text-sm">
      <Icon name="card" className="size-5 text-muted" />
      <p className="grow py-1.5">
        <span className="sr-only">{t('payWith')} </span>
        {card ? <CardLabel brand={card.brand} lastFour={card.lastFour} /> : t('sameMethod')}
        {expiry ? (
          <span className="block text-xs text-muted tabular-nums">{t('expires', { expiry })}</span>
        ) : null}
      </p>
      <SubmitButton
        formAction={payAnotherWayAction}
        className="link-alone px-2 disabled:text-muted"
        pendingLabel={t('processing')}
      >
        {t('change')} <span className="sr-only">{t('changeHint')}</span>
      </SubmitButton>
    </div>
  )
}
