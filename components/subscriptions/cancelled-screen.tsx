import { useTranslations } from 'next-intl'
import { AlternativeBox } from '@/components/subscriptions/alternative-box'
import { ReasonForm } from '@/components/subscriptions/reason-form'
import { SubscriptionForm } from '@/components/subscriptions/subscription-form'
import { ButtonLink } from '@/components/ui/button-link'
import { FocusHeading } from '@/components/ui/focus-heading'
import { Icon } from '@/components/ui/icon'
import { LocalTime } from '@/components/ui/local-time'
import { paths } from '@/lib/paths'
import { undoCancelAction } from '@/lib/subscriptions/actions'
import type { Alternative, SubscriptionView } from '@/lib/subscriptions/view'

type Props = {
  subscription: SubscriptionView
  /** Told why already, or had nothing to say. */
  answered: boolean
  alternative: Alternative | null
  locale: string
}

/** It is cancelled. Only then a question, at most one suggestion, and the way back. */
export function CancelledScreen({ subscription, answered, alternative, locale }: Props) {
  const t = useTranslations('subscriptions.cancelled')
  const { id, plan } = subscription
  const date = () => (
    <LocalTime iso={subscription.endsAt ?? subscription.periodEnd} locale={locale} show="date" />
  )
  return (
    <div className="shell py-8 sm:py-14">
      <div className="mx-auto grid max-w-xl gap-8">
        <div className="grid gap-5">
          <span className="grid size-12 place-items-center rounded-full bg-success-soft text-success">
            <Icon name="check" className="size-6" />
          </span>
          <FocusHeading className="text-xl">{t('title')}</FocusHeading>
          <p role="status" className="text-muted">
            {answered ? `${t('thanks')} ` : null}
            {t.rich('body', { plan: plan.name, date })}
          </p>
        </div>
        {alternative ? (
          <AlternativeBox subscription={subscription} alternative={alternative} locale={locale} />
        ) : answered ? null : (
          <ReasonForm subscriptionId={id} locale={locale} />
        )}
        <div className="grid gap-2.5 border-t border-line pt-6 sm:grid-cols-2">
          <ButtonLink href={paths.subscription(locale, id)} tone="secondary">
            {t('toPlan')}
          </ButtonLink>
          <SubscriptionForm subscriptionId={id} action={undoCancelAction} tone="secondary">
            {t('undo')}
          </SubscriptionForm>
        </div>
      </div>
    </div>
  )
}
