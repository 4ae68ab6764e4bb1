import { useTranslations } from 'next-intl'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { SubscriptionForm } from '@/components/subscriptions/subscription-form'
import { ButtonLink } from '@/components/ui/button-link'
import { LocalTime } from '@/components/ui/local-time'
import { paths } from '@/lib/paths'
import { takeAlternativeAction } from '@/lib/subscriptions/alternative-actions'
import type { Alternative, SubscriptionView } from '@/lib/subscriptions/view'

type Props = { subscription: SubscriptionView; alternative: Alternative; locale: string }

/** The one thing that may fit better than leaving, with everything it means. */
export function AlternativeBox({ subscription, alternative, locale }: Props) {
  const t = useTranslations('subscriptions.cancelled.alternative')
  const { period } = usePlanWords()
  const date = () => <LocalTime iso={subscription.periodEnd} locale={locale} show="date" />
  const isPlan = alternative.kind === 'cheaper_plan'
  const plan = isPlan ? alternative.plan.name : ''
  return (
    <section aria-labelledby="alternative" className="grid gap-5 rounded-lg border border-line p-5 sm:p-6">
      <div className="grid gap-2">
        <p className="text-sm text-muted">{t('title')}</p>
        <h2 id="alternative" className="text-lg">
          {isPlan
            ? t('cheaper', {
                plan,
                price: period(alternative.price, alternative.plan.interval),
              })
            : t('pause')}
        </h2>
        <p className="text-sm text-muted">
          {isPlan ? t.rich('cheaperBody', { plan, from: subscription.plan.name, date }) : t('pauseBody')}
        </p>
      </div>
      <div className="grid gap-2.5 sm:grid-cols-2">
        <SubscriptionForm
          subscriptionId={subscription.id}
          action={takeAlternativeAction}
          fields={
            isPlan ? { plan: alternative.plan.slug, shown: String(alternative.price.total.amount) } : {}
          }
        >
          {isPlan ? t.rich('cheaperGo', { plan, date }) : t('pauseGo')}
        </SubscriptionForm>
        <ButtonLink href={paths.subscription(locale, subscription.id)} tone="secondary">
          {t('no')}
        </ButtonLink>
      </div>
    </section>
  )
}
