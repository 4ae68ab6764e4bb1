import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { Alarm } from '@/lib/health/alarms'

/** What somebody should look at now; nothing where all is well. */
export function AlarmList({ alarms }: { alarms: Alarm[] }) {
  const t = useTranslations('admin.alarms')
  if (alarms.length === 0) return null
  return (
    <section aria-label={t('title')} className="grid gap-2">
      {alarms.map(({ code, level, count }) => (
        <Notice key={code} tone={level === 'page' ? 'danger' : 'calm'}>
          {t(code, { count })}
        </Notice>
      ))}
    </section>
  )
}
