import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { LocalTime } from '@/components/ui/local-time'

/** Until when the offer stands: a time, no clock that runs. */
export function Deadline({ iso, locale }: { iso: string; locale: string }) {
  const t = useTranslations('offers')
  return (
    <p className="flex gap-2">
      <Icon name="clock" className="mt-0.5 size-4" />
      <span>{t.rich('deadline', { time: () => <LocalTime iso={iso} locale={locale} show="time" /> })}</span>
    </p>
  )
}
