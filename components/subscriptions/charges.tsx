import { useTranslations } from 'next-intl'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { CardLabel } from '@/components/ui/card-label'
import { LocalTime } from '@/components/ui/local-time'
import { paths } from '@/lib/paths'
import type { ChargeView } from '@/lib/subscriptions/view'

type Props = { subscriptionId: string; charges: ChargeView[]; locale: string }

/** Every charge with its date, its sum, the tax in it, the card that paid it, and its receipt. */
export function Charges({ subscriptionId, charges, locale }: Props) {
  const t = useTranslations('subscriptions.history')
  const { money } = usePlanWords()
  if (charges.length === 0) return <p className="text-sm text-muted">{t('noCharges')}</p>
  return (
    <ul className="divide-y divide-line border-y border-line">
      {charges.map((charge) => (
        <li key={charge.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 py-3.5 text-sm">
          <p>
            {t(`kind.${charge.kind}`)}
            <span className="block text-xs text-muted">
              <LocalTime iso={charge.at} locale={locale} show="date" />
              {charge.card ? (
                <>
                  {' · '}
                  <CardLabel brand={charge.card.brand} lastFour={charge.card.lastFour} />
                </>
              ) : null}
            </span>
            {charge.state === 'paid' && charge.total.amount > 0 ? (
              <a
                href={paths.receipt(locale, subscriptionId, charge.id)}
                className="inline-flex min-h-6 items-center text-xs underline decoration-edge underline-offset-4 hover:decoration-ink"
              >
                {t('receipt')}
              </a>
            ) : null}
          </p>
          <p className="text-right tabular-nums">
            <span className={charge.state === 'failed' ? 'text-muted line-through' : 'font-strong'}>
              {money(charge.total)}
            </span>
            <span className={`block text-xs ${charge.state === 'failed' ? 'text-danger' : 'text-muted'}`}>
              {charge.state === 'paid' && charge.tax.amount > 0
                ? t('tax', { tax: money(charge.tax) })
                : t(`state.${charge.state}`)}
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}
