import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { StateScreen } from '@/components/ui/state-screen'

/** The shop had no time for a click, and did nothing for it: what that means, and how to try again. */
export function BusyScreen({ locale }: { locale: string }) {
  const t = useTranslations('orders')
  return (
    <StateScreen
      icon="clock"
      title={t('busy.title')}
      body={<p>{t('busy.body')}</p>}
      actions={<ButtonLink href={`/${locale}`}>{t('shop')}</ButtonLink>}
    />
  )
}
