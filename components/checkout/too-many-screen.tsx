import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { StateScreen } from '@/components/ui/state-screen'

/** Too many checkouts were opened from there: what that means, and that nothing was charged. */
export function TooManyScreen({ locale }: { locale: string }) {
  const t = useTranslations('orders')
  return (
    <StateScreen
      icon="clock"
      title={t('tooMany.title')}
      body={<p>{t('tooMany.body')}</p>}
      actions={<ButtonLink href={`/${locale}`}>{t('shop')}</ButtonLink>}
    />
  )
}
