import { useLocale } from 'next-intl'
import { formatMoment } from '@/lib/insight/format'

/** A moment in UTC, or a dash. */
export function Moment({ at }: { at: Date | null }) {
  const locale = useLocale()
  if (!at) return '–'
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums">
      {formatMoment(at, locale)}
    </time>
  )
}
