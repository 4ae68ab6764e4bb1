import { useTranslations } from 'next-intl'
import { StateScreen } from '@/components/ui/state-screen'
import { Waiting } from '@/components/ui/waiting'

/** A plan that is paid and not told of by the provider yet. */
export function SetUpScreen({ locale }: { locale: string }) {
  const t = useTranslations('subscriptions.setUp')
  return (
    <StateScreen
      icon="spinner"
      title={t('title')}
      body={
        <>
          <p>{t('body')}</p>
          <Waiting url={`/api/subscriptions/status?locale=${locale}`} />
        </>
      }
    />
  )
}
