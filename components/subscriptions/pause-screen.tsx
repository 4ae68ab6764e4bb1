import { useTranslations } from 'next-intl'
import { NarrowScreen } from '@/components/subscriptions/narrow-screen'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { SubscriptionForm } from '@/components/subscriptions/subscription-form'
import { ButtonLink } from '@/components/ui/button-link'
import { Facts } from '@/components/ui/facts'
import { paths } from '@/lib/paths'
import { pauseAction } from '@/lib/subscriptions/actions'
import type { SubscriptionView } from '@/lib/subscriptions/view'

type Props = { subscription: SubscriptionView; locale: string }

/** Pausing, with what it does at once said before the button and in it. */
export function PauseScreen({ subscription, locale }: Props) {
  const t = useTranslations('subscriptions.pause')
  const { period } = usePlanWords()
  const { id, plan } = subscription
  const facts = [
    t('facts.access'),
    t('facts.dates'),
    t('facts.price', { price: period(subscription.price, plan.interval) }),
  ]
  return (
    <NarrowScreen
      subscriptionId={id}
      locale={locale}
      title={t('title', { plan: plan.name })}
      lead={<p>{t('body')}</p>}
    >
      <Facts items={facts} />
      <div className="grid gap-2.5 sm:grid-cols-2">
        <SubscriptionForm subscriptionId={id} action={pauseAction}>
          {t('go')}
        </SubscriptionForm>
        <ButtonLink href={paths.subscription(locale, id)} tone="secondary">
          {t('keep', { plan: plan.name })}
        </ButtonLink>
      </div>
    </NarrowScreen>
  )
}
