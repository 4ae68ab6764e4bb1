import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { paths } from '@/lib/paths'

/** The way back from a page of a subscription to its own. */
export function BackToPlan({ subscriptionId, locale }: { subscriptionId: string; locale: string }) {
  const t = useTranslations('subscriptions')
  return (
    <a href={paths.subscription(locale, subscriptionId)} className="link-alone justify-self-start text-sm">
      <Icon name="back" className="size-4.5" />
      {t('back')}
    </a>
  )
}
