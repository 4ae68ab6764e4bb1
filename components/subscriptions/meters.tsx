import { useTranslations } from 'next-intl'
import { LocalTime } from '@/components/ui/local-time'
import type { MeterView } from '@/lib/subscriptions/view'

const fills: Record<MeterView['level'], string> = {
  fine: 'fill-ink',
  near: 'fill-accent',
  reached: 'fill-danger',
}

type Props = { meter: MeterView; resetsAt?: string; locale: string }

/** How much of a limit is used: in numbers, and as a bar that says the same. */
export function Meter({ meter, resetsAt, locale }: Props) {
  const t = useTranslations('subscriptions.usage')
  const { used, limit, percent, level } = meter
  const name = t(meter.meter)
  return (
    <div className="grid gap-2 text-sm">
      <p className="flex flex-wrap justify-between gap-x-6">
        <span>{name}</span>
        <span className="font-strong tabular-nums">
          {limit === null ? t('unlimited', { used }) : t('of', { used, limit })}
        </span>
      </p>
      {percent === null ? null : (
        <svg
          viewBox="0 0 100 2"
          preserveAspectRatio="none"
          className="h-1.5 w-full rounded-full"
          aria-hidden="true"
        >
          <rect width="100" height="2" className="fill-line" />
          <rect width={percent} height="2" className={fills[level]} />
        </svg>
      )}
      {resetsAt || level !== 'fine' ? (
        <p className="text-xs text-muted">
          {level === 'fine' ? null : (
            <strong className={`font-strong ${level === 'reached' ? 'text-danger' : 'text-accent'}`}>
              {t(`level.${level}`)}{' '}
            </strong>
          )}
          {resetsAt
            ? t.rich('resets', { date: () => <LocalTime iso={resetsAt} locale={locale} show="date" /> })
            : null}
        </p>
      ) : null}
    </div>
  )
}
