import { useTranslations } from 'next-intl'
import { NarrowScreen } from '@/components/subscriptions/narrow-screen'
import { Section } from '@/components/subscriptions/panel'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { Facts } from '@/components/ui/facts'
import { LocalTime } from '@/components/ui/local-time'
import type { CreditEntryView, SubscriptionView } from '@/lib/subscriptions/view'

const RULES = ['auto', 'bound', 'cancel', 'pause'] as const

type Props = { subscription: SubscriptionView; locale: string }

/** The credit of a subscription: how much, what it will pay, where it came from, what ends it. */
export function CreditScreen({ subscription, locale }: Props) {
  const t = useTranslations('subscriptions.credit')
  const { money, covers } = usePlanWords()
  const { credit } = subscription
  return (
    <NarrowScreen subscriptionId={subscription.id} locale={locale} title={t('title')}>
      {credit ? (
        <>
          <div className="grid gap-2 rounded-lg bg-surface p-6">
            <p className="text-sm text-muted">{t('balance')}</p>
            <p className="text-2xl font-strong tabular-nums">{money(credit.balance)}</p>
            <p className="text-sm text-muted">
              {credit.covers
                ? t('coversNow', { covers: covers(credit.covers) })
                : credit.balance.amount > 0
                  ? t('coversNothing')
                  : null}
            </p>
          </div>
          <Section id="entries" title={t('entries')}>
            <ul className="divide-y divide-line border-y border-line">
              {credit.entries.map((entry) => (
                <Entry key={`${entry.at} ${entry.amount.amount}`} entry={entry} locale={locale} />
              ))}
            </ul>
          </Section>
        </>
      ) : (
        <p>{t('none')}</p>
      )}
      <Section id="rules" title={t('how')}>
        <Facts items={RULES.map((rule) => t(`rules.${rule}`))} />
      </Section>
    </NarrowScreen>
  )
}

function Entry({ entry, locale }: { entry: CreditEntryView; locale: string }) {
  const t = useTranslations('subscriptions.credit')
  const { money, minus } = usePlanWords()
  const { source, amount } = entry
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 py-3.5 text-sm">
      <p>
        {source.kind === 'change'
          ? t('fromChange', { from: source.from, to: source.to })
          : source.charged.amount > 0
            ? t('fromPayment', { charged: money(source.charged) })
            : t('fromPaymentWhole')}
        <span className="block text-xs text-muted">
          <LocalTime iso={entry.at} locale={locale} show="date" />
        </span>
      </p>
      <p className={`font-strong tabular-nums ${amount.amount > 0 ? 'text-success' : ''}`}>
        {amount.amount > 0 ? `+${money(amount)}` : minus(amount)}
      </p>
    </li>
  )
}
