import { useTranslations } from 'next-intl'
import { CardOnFile } from '@/components/subscriptions/card-on-file'
import { NarrowScreen } from '@/components/subscriptions/narrow-screen'
import { Panel } from '@/components/subscriptions/panel'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { SubscriptionForm } from '@/components/subscriptions/subscription-form'
import { LocalTime } from '@/components/ui/local-time'
import { MoneyRow, MoneyRows } from '@/components/ui/money-rows'
import { changeCardAction } from '@/lib/subscriptions/actions'
import type { SubscriptionView } from '@/lib/subscriptions/view'

type Props = { subscription: SubscriptionView; locale: string }

/** Another card for a subscription; where a payment is open, what is due and how it is settled. */
export function PaymentMethodScreen({ subscription, locale }: Props) {
  const t = useTranslations('subscriptions.card')
  const reason = useTranslations('offers.reason')
  const { money } = usePlanWords()
  const { id, plan, standing, due, hasAccess } = subscription
  const owes = standing === 'on_hold' || standing === 'past_due'
  const amount = due ? money(due.amount) : ''
  return (
    <NarrowScreen
      subscriptionId={id}
      locale={locale}
      title={!owes ? t('pageTitle') : due ? t('dueTitle', { amount }) : t('dueNoAmountTitle')}
      lead={
        owes ? (
          <>
            <p>
              {due
                ? t.rich('dueBody', {
                    reason: reason(due.reason),
                    date: () => <LocalTime iso={due.failedAt} locale={locale} show="date" />,
                  })
                : t('dueNoAmountBody')}
            </p>
            <p>{t(hasAccess ? 'access.yes' : 'access.no')}</p>
          </>
        ) : (
          <p>{t('body', { plan: plan.name })}</p>
        )
      }
    >
      <Panel id="on-file" title={t('nowOnFile')}>
        <CardOnFile card={subscription.card} />
        {due ? (
          <MoneyRows>
            <MoneyRow name={t('dueRow')} strong>
              {amount}
            </MoneyRow>
          </MoneyRows>
        ) : null}
      </Panel>
      <SubscriptionForm subscriptionId={id} action={changeCardAction}>
        {!owes ? t('go') : due ? t('payGo', { amount }) : t('payGoNoAmount')}
      </SubscriptionForm>
    </NarrowScreen>
  )
}
