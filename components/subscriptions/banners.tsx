import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { SubscriptionForm } from '@/components/subscriptions/subscription-form'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import { keepPlanAction, resumeAction, undoCancelAction } from '@/lib/subscriptions/actions'
import type { SubscriptionView } from '@/lib/subscriptions/view'

type Props = { subscription: SubscriptionView; locale: string }

/** What is out of the ordinary about a subscription, each with the one way out of it. */
export function Banners({ subscription, locale }: Props) {
  return (
    <>
      <StandingBanner subscription={subscription} locale={locale} />
      <ScheduledBanner subscription={subscription} locale={locale} />
      <OpenChangeBanner subscription={subscription} locale={locale} />
    </>
  )
}

/** The change that waits for the period's end, and the click that takes it back. */
export function ScheduledBanner({ subscription, locale }: Props) {
  const t = useTranslations('subscriptions.banner')
  const { id, scheduled, plan } = subscription
  if (!scheduled) return null
  return (
    <Banner
      action={
        <SubscriptionForm subscriptionId={id} action={keepPlanAction} quiet>
          {t('keep', { plan: plan.name })}
        </SubscriptionForm>
      }
    >
      {t.rich('scheduled', {
        plan: scheduled.plan.name,
        current: plan.name,
        date: () => <LocalTime iso={scheduled.at} locale={locale} show="date" />,
      })}
    </Banner>
  )
}

function OpenChangeBanner({ subscription, locale }: Props) {
  const t = useTranslations('subscriptions.banner')
  const { id, openChange } = subscription
  switch (openChange?.state) {
    case 'processing':
    case 'payment_required':
    case 'checking':
      return (
        <Banner
          action={
            <a href={paths.planChange(locale, id, openChange.id)} className="link-alone">
              {t('seeChange')}
            </a>
          }
        >
          {t(`open.${openChange.state}`)}
        </Banner>
      )
    default:
      return null
  }
}

/** What stands in the way of the plan going on, and the way out of it. */
export function StandingBanner({ subscription, locale }: Props) {
  const t = useTranslations('subscriptions.banner')
  const reason = useTranslations('offers.reason')
  const { money } = usePlanWords()
  const { id, standing, plan, due } = subscription
  const date = () => (
    <LocalTime iso={subscription.endsAt ?? subscription.periodEnd} locale={locale} show="date" />
  )
  switch (standing) {
    case 'active':
      return null
    case 'ending':
      return (
        <Banner
          action={
            <SubscriptionForm subscriptionId={id} action={undoCancelAction} quiet>
              {t('undo')}
            </SubscriptionForm>
          }
        >
          {t.rich('ending', { plan: plan.name, date })}
        </Banner>
      )
    case 'paused':
      return (
        <Banner
          action={
            <SubscriptionForm subscriptionId={id} action={resumeAction} quiet>
              {t('resume')}
            </SubscriptionForm>
          }
        >
          {t('paused')}
        </Banner>
      )
    case 'ended':
      return (
        <Banner
          action={
            <a href={paths.pricing(locale)} className="link-alone">
              {t('return')}
            </a>
          }
        >
          {t.rich('ended', { date })}
        </Banner>
      )
    case 'on_hold':
    case 'past_due':
      return (
        <Banner
          tone="danger"
          action={
            <a href={paths.paymentMethod(locale, id)} className="link-alone">
              {t('fix')}
            </a>
          }
        >
          {due ? t('due', { amount: money(due.amount), reason: reason(due.reason) }) : t('dueNoAmount')}
        </Banner>
      )
  }
}

function Banner({
  tone = 'calm',
  action,
  children,
}: {
  tone?: 'calm' | 'danger'
  action: ReactNode
  children: ReactNode
}) {
  return (
    <Notice tone={tone}>
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <p className="grow basis-60">{children}</p>
        {action}
      </div>
    </Notice>
  )
}
