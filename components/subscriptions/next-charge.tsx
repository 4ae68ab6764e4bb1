import { useTranslations } from 'next-intl'
import { Panel } from '@/components/subscriptions/panel'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { LocalTime } from '@/components/ui/local-time'
import { MoneyRow, MoneyRows } from '@/components/ui/money-rows'
import { paths } from '@/lib/paths'
import type { SubscriptionView } from '@/lib/subscriptions/view'

type Props = { subscription: SubscriptionView; locale: string }

/** When the next charge comes, what it is for, and what is left to pay after credit. */
export function NextCharge({ subscription, locale }: Props) {
  const t = useTranslations('subscriptions.next')
  const { money, minus, counted, together } = usePlanWords()
  const { nextCharge: next, standing, credit, discounts, scheduled } = subscription
  const { plan, addOns } = scheduled ?? subscription
  const date = (iso: string) => () => <LocalTime iso={iso} locale={locale} show="date" />
  return (
    <Panel id="next-charge" title={t('title')}>
      {next ? (
        <>
          <p className="text-lg font-strong">{t.rich('date', { date: date(next.at) })}</p>
          <MoneyRows>
            <MoneyRow name={together([plan.name, ...addOns.map(counted)])}>
              {money(next.price.total)}
            </MoneyRow>
            {next.credit ? <MoneyRow name={t('credit')}>{minus(next.credit)}</MoneyRow> : null}
            <MoneyRow name={t('due')} strong>
              {money(next.due)}
            </MoneyRow>
          </MoneyRows>
          {scheduled
            ? null
            : discounts.map(({ code, cyclesLeft }) => (
                <p key={code} className="text-xs text-muted">
                  {t('discount', { code, cycles: cyclesLeft ?? 0 })}
                </p>
              ))}
          {next.price.plusTax ? <p className="text-xs text-muted">{t('plusTax')}</p> : null}
        </>
      ) : standing === 'active' ? null : (
        <p className="text-sm">
          {t.rich(`none.${standing}`, { date: date(subscription.endsAt ?? subscription.periodEnd) })}
        </p>
      )}
      {credit ? (
        <a href={paths.credit(locale, subscription.id)} className="link-alone text-sm">
          {t('seeCredit')}
        </a>
      ) : null}
    </Panel>
  )
}
