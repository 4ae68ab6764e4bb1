import { useLocale, useTranslations } from 'next-intl'
import { PERIODS } from '@/lib/insight/period'
import { adminPaths } from '@/lib/merchants/paths'

type Props = { period: { length: number }; currency: string; currencies: string[] }

const link =
  'inline-flex min-h-11 items-center rounded-sm px-3 text-sm text-muted hover:text-ink aria-[current=true]:bg-raised aria-[current=true]:font-strong aria-[current=true]:text-ink aria-[current=true]:shadow-raised'

/** How far back the figures go, and in which currency. */
export function PeriodLinks({ period, currency, currencies }: Props) {
  const t = useTranslations('admin.overview')
  const locale = useLocale()
  const to = (days: number, money: string) => `${adminPaths.home(locale)}?days=${days}&currency=${money}`
  return (
    <nav aria-label={t('period')} className="flex flex-wrap gap-3">
      <ul className="flex rounded-md bg-surface p-1">
        {PERIODS.map((days) => (
          <li key={days}>
            <a href={to(days, currency)} aria-current={days === period.length} className={link}>
              {t('days', { days })}
            </a>
          </li>
        ))}
      </ul>
      {currencies.length > 1 ? (
        <ul className="flex rounded-md bg-surface p-1">
          {currencies.map((each) => (
            <li key={each}>
              <a href={to(period.length, each)} aria-current={each === currency} className={link}>
                {each}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </nav>
  )
}
