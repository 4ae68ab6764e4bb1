import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
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
  const { title, body, go, fields } = useWords(subscription, alternative, locale)
  return (
    <section aria-labelledby="alternative" className="grid gap-5 rounded-lg border border-line p-5 sm:p-6">
      <div className="grid gap-2">
        <p className="text-sm text-muted">{t('title')}</p>
        <h2 id="alternative" className="text-lg">
          {title}
        </h2>
        <p className="text-sm text-muted">{body}</p>
      </div>
      <div className="grid gap-2.5 sm:grid-cols-2">
        <SubscriptionForm
          subscriptionId={subscription.id}
          action={takeAlternativeAction}
          fields={{ kind: alternative.kind, ...fields }}
        >
          {go}
        </SubscriptionForm>
        <ButtonLink href={paths.subscription(locale, subscription.id)} tone="secondary">
          {t('no')}
        </ButtonLink>
      </div>
    </section>
  )
}

/** What each alternative is called, means and says on its button, and what its form sends along. */
function useWords(
  subscription: SubscriptionView,
  alternative: Alternative,
  locale: string,
): { title: string; body: ReactNode; go: ReactNode; fields: Record<string, string> } {
  const t = useTranslations('subscriptions.cancelled.alternative')
  const { period } = usePlanWords()
  const { name: from, interval } = subscription.plan
  const date = () => <LocalTime iso={subscription.periodEnd} locale={locale} show="date" />
  switch (alternative.kind) {
    case 'pause':
      return { title: t('pause'), body: t('pauseBody'), go: t('pauseGo'), fields: {} }
    case 'cheaper_plan': {
      const { name: plan, slug, interval } = alternative.plan
      return {
        title: t('plan', { plan, price: period(alternative.price, interval) }),
        body: t.rich('cheaperBody', { plan, from, date }),
        go: t.rich('cheaperGo', { plan, date }),
        fields: { plan: slug, shown: String(alternative.price.total.amount) },
      }
    }
    case 'discount': {
      const price = period(alternative.price, interval)
      const afterwards = period(alternative.afterwards, interval)
      return {
        title: t('plan', { plan: from, price }),
        body: t.rich('discountBody', { cycles: alternative.cycles ?? 0, price, afterwards, date }),
        go: t('discountGo', { price }),
        fields: { shown: String(alternative.price.total.amount) },
      }
    }
  }
}
