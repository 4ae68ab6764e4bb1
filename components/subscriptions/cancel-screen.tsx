import { useTranslations } from 'next-intl'
import { NarrowScreen } from '@/components/subscriptions/narrow-screen'
import { Section } from '@/components/subscriptions/panel'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { SubscriptionForm } from '@/components/subscriptions/subscription-form'
import { ButtonLink } from '@/components/ui/button-link'
import { Facts } from '@/components/ui/facts'
import { Icon } from '@/components/ui/icon'
import { LocalTime } from '@/components/ui/local-time'
import { paths } from '@/lib/paths'
import { cancelAction } from '@/lib/subscriptions/actions'
import type { SubscriptionView } from '@/lib/subscriptions/view'

const STAYS = ['orders', 'receipts', 'back'] as const

type Props = { subscription: SubscriptionView; locale: string }

/** One screen, one click: until when the plan goes on, what ends, what stays, and the two buttons of one size. */
export function CancelScreen({ subscription, locale }: Props) {
  const t = useTranslations('subscriptions.cancel')
  const credit = useTranslations('subscriptions.credit')
  const { money, counted } = usePlanWords()
  const { id, plan, standing, scheduled } = subscription
  const date = () => <LocalTime iso={subscription.periodEnd} locale={locale} show="date" />
  const runsOut = standing !== 'on_hold'
  const balance = subscription.credit?.balance
  return (
    <NarrowScreen
      subscriptionId={id}
      locale={locale}
      title={t('title', { plan: plan.name })}
      lead={<p>{runsOut ? t.rich('body', { date }) : t('bodyOnHold')}</p>}
    >
      <Section id="lost" title={t('lost')}>
        <ul className="grid gap-2.5 text-sm">
          {[...subscription.features, ...subscription.addOns.map(counted)].map((feature) => (
            <li key={feature} className="flex gap-2.5">
              <Icon name="minus" className="mt-0.5 size-5 text-muted" />
              {feature}
            </li>
          ))}
        </ul>
        {scheduled ? <p className="text-sm">{t('scheduledLost', { plan: scheduled.plan.name })}</p> : null}
        {balance && balance.amount > 0 ? (
          <p className="text-sm">{credit.rich('cancelFirst', { balance: money(balance), date })}</p>
        ) : null}
      </Section>
      <Section id="stays" title={t('kept')}>
        <Facts items={STAYS.map((thing) => t(`keptThings.${thing}`))} />
      </Section>
      <div className="grid gap-2.5 sm:grid-cols-2">
        <SubscriptionForm subscriptionId={id} action={cancelAction}>
          {runsOut ? t.rich('go', { date }) : t('goNow')}
        </SubscriptionForm>
        <ButtonLink href={paths.subscription(locale, id)} tone="secondary">
          {t('keep', { plan: plan.name })}
        </ButtonLink>
      </div>
      {subscription.may.pause ? (
        <p className="text-sm text-muted">
          {t('pauseHint')}{' '}
          <a href={paths.pausePlan(locale, id)} className="link font-strong text-ink">
            {t('pauseLink')}
          </a>
        </p>
      ) : null}
    </NarrowScreen>
  )
}
