import { useTranslations } from 'next-intl'
import { AccountSection } from '@/components/account/account-section'
import { ScheduledBanner, StandingBanner } from '@/components/subscriptions/banners'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { LocalTime } from '@/components/ui/local-time'
import { Pill } from '@/components/ui/pill'
import { paths } from '@/lib/paths'
import type { SubscriptionView } from '@/lib/subscriptions/view'

type Props = { subscriptions: SubscriptionView[]; locale: string }

/** The plans of a customer, each with its next charge and whatever is planned or wrong. */
export function AccountPlans({ subscriptions, locale }: Props) {
  const t = useTranslations('subscriptions')
  const { money } = usePlanWords()
  if (subscriptions.length === 0) return null
  return (
    <AccountSection id="plans" title={t('account')}>
      <ul className="grid gap-4">
        {subscriptions.map((subscription) => {
          const { id, plan, standing, nextCharge: next } = subscription
          return (
            <li key={id} className="grid gap-3">
              <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 gap-y-1 border-y border-line py-4">
                <a href={paths.subscription(locale, id)} className="link-alone">
                  {plan.name}
                </a>
                {next ? (
                  <p className="text-right font-strong tabular-nums">{money(next.due)}</p>
                ) : (
                  <p className="text-right">
                    <Pill>{t(`standing.${standing}`)}</Pill>
                  </p>
                )}
                <p className="text-sm text-muted">{next ? t('next.title') : null}</p>
                <p className="text-right text-sm text-muted">
                  {next ? <LocalTime iso={next.at} locale={locale} show="date" /> : null}
                </p>
              </div>
              <StandingBanner subscription={subscription} locale={locale} />
              <ScheduledBanner subscription={subscription} locale={locale} />
            </li>
          )
        })}
      </ul>
    </AccountSection>
  )
}
