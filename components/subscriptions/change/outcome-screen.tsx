import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { SubscriptionForm } from '@/components/subscriptions/subscription-form'
import { ButtonLink } from '@/components/ui/button-link'
import { LocalTime } from '@/components/ui/local-time'
import { StateScreen } from '@/components/ui/state-screen'
import { Waiting } from '@/components/ui/waiting'
import { paths } from '@/lib/paths'
import { changeCardAction, keepPlanAction } from '@/lib/subscriptions/actions'
import type { ChangeOutcome } from '@/lib/subscriptions/view'

type Props = { outcome: ChangeOutcome; locale: string }

/** What became of a change that was confirmed, in whatever state it is. */
export function OutcomeScreen({ outcome, locale }: Props) {
  const t = useTranslations('subscriptions.outcome')
  const banner = useTranslations('subscriptions.banner')
  const { money } = usePlanWords()
  const { id, subscriptionId, state, from, to } = outcome
  const words = { from: from.name, to: to.name, due: money(outcome.quoted.due) }
  const toPlan = (tone: 'primary' | 'secondary' = 'primary') => (
    <ButtonLink href={paths.subscription(locale, subscriptionId)} tone={tone}>
      {t('toPlan')}
    </ButtonLink>
  )
  const otherCard = (
    <SubscriptionForm subscriptionId={subscriptionId} action={changeCardAction}>
      {t('declined.card')}
    </SubscriptionForm>
  )
  switch (state) {
    case 'applied':
      return (
        <StateScreen
          icon="check"
          tone="success"
          title={t(from.slug === to.slug ? 'applied.titleSame' : 'applied.title', words)}
          body={<Applied outcome={outcome} />}
          actions={toPlan()}
        />
      )
    case 'processing':
    case 'checking':
      return (
        <StateScreen
          icon="spinner"
          title={t(`${state}.title`)}
          body={
            <>
              <p>{t(`${state}.body`, words)}</p>
              <Waiting url={paths.planChangeStatus(subscriptionId, id, locale, state)} />
            </>
          }
          actions={toPlan('secondary')}
        />
      )
    case 'payment_required':
      return (
        <StateScreen
          icon="bank"
          title={t('payment_required.title')}
          body={
            <>
              <p>{t('payment_required.body', words)}</p>
              <p>{t(outcome.payHref ? 'payment_required.tab' : 'payment_required.noLink')}</p>
              <Waiting url={paths.planChangeStatus(subscriptionId, id, locale, state)} />
            </>
          }
          actions={
            <>
              {outcome.payHref ? (
                <ButtonLink href={outcome.payHref} newTab>
                  {t('payment_required.go')}
                </ButtonLink>
              ) : (
                otherCard
              )}
              {toPlan('secondary')}
            </>
          }
        />
      )
    case 'declined':
      return (
        <StateScreen
          icon="alert"
          tone="danger"
          title={t('declined.title')}
          body={<Declined outcome={outcome} />}
          actions={
            <>
              {otherCard}
              {toPlan('secondary')}
            </>
          }
        />
      )
    case 'scheduled':
      return (
        <StateScreen
          icon="clock"
          title={t.rich('scheduled.title', {
            ...words,
            date: () => <LocalTime iso={outcome.scheduledFor ?? ''} locale={locale} show="date" />,
          })}
          titleKey="scheduled"
          body={<p>{t('scheduled.body', words)}</p>}
          actions={
            <>
              {toPlan()}
              <SubscriptionForm subscriptionId={subscriptionId} action={keepPlanAction} tone="secondary">
                {banner('keep', { plan: from.name })}
              </SubscriptionForm>
            </>
          }
        />
      )
    case 'kept':
      return (
        <StateScreen
          icon="check"
          tone="success"
          title={t('kept.title', words)}
          body={<p>{t('kept.body')}</p>}
          actions={toPlan()}
        />
      )
    case 'refused':
      return (
        <StateScreen
          icon="info"
          title={t('refused.title')}
          body={<Refused outcome={outcome} />}
          actions={toPlan()}
        />
      )
  }
}

/** What was paid and credited, and any gap to what was shown before. */
function Applied({ outcome }: { outcome: ChangeOutcome }): ReactNode {
  const t = useTranslations('subscriptions.outcome.applied')
  const { money } = usePlanWords()
  const { charged, gap, quoted } = outcome
  return (
    <>
      {charged && gap ? (
        <p>
          {t(gap.amount > 0 ? 'gapMore' : 'gapLess', {
            quoted: money(quoted.due),
            charged: money(charged),
            gap: money({ ...gap, amount: Math.abs(gap.amount) }),
          })}
        </p>
      ) : charged && charged.amount > 0 ? (
        <p className="text-ink">{t('paid', { charged: money(charged) })}</p>
      ) : (
        <p className="text-ink">{t('free')}</p>
      )}
      {quoted.credit.amount > 0 ? <p>{t('credit', { credit: money(quoted.credit) })}</p> : null}
      <p>{t('mail')}</p>
    </>
  )
}

function Declined({ outcome }: { outcome: ChangeOutcome }) {
  const t = useTranslations('subscriptions.outcome.declined')
  const reason = useTranslations('offers.reason')
  const { declineReason, from } = outcome
  return (
    <p>
      {declineReason ? <strong className="font-strong text-ink">{reason(declineReason)} </strong> : null}
      {t('body', { from: from.name })}
    </p>
  )
}

function Refused({ outcome }: { outcome: ChangeOutcome }) {
  const t = useTranslations('subscriptions.refusal')
  return <p>{t(outcome.refusal ?? 'other')}</p>
}
