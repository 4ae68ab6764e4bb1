import { useTranslations } from 'next-intl'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { SubscriptionForm } from '@/components/subscriptions/subscription-form'
import { CardLabel } from '@/components/ui/card-label'
import { LocalTime } from '@/components/ui/local-time'
import { confirmChangeAction } from '@/lib/subscriptions/actions'
import type { QuoteView } from '@/lib/subscriptions/view'

type Props = { quote: QuoteView; subscriptionId: string; query: string; locale: string }

/** The yes: a button with the sum in it, and under it what it does and until when the sum holds. */
export function ConfirmChange({ quote, subscriptionId, query, locale }: Props) {
  const t = useTranslations('subscriptions.change')
  const { money } = usePlanWords()
  const { kind, from } = quote.sentence
  const date = () => <LocalTime iso={from} locale={locale} show="date" />
  return (
    <div className="grid gap-3">
      <SubscriptionForm
        subscriptionId={subscriptionId}
        action={confirmChangeAction}
        fields={{ ...Object.fromEntries(new URLSearchParams(query)), when: quote.when, quote: quote.id }}
      >
        <span className="tabular-nums">
          {t.rich(`confirm.${kind}`, { due: money(quote.due), date })}
          <span className="sr-only"> {t('confirmFor', { plan: quote.to.plan.name })}</span>
        </span>
      </SubscriptionForm>
      <p className="text-xs text-muted">
        {t.rich(`terms.${kind}`, {
          plan: quote.from.plan.name,
          date,
          card: () =>
            quote.card ? <CardLabel brand={quote.card.brand} lastFour={quote.card.lastFour} /> : t('method'),
        })}{' '}
        {t.rich('until', {
          time: () => <LocalTime iso={quote.expiresAt} locale={locale} show="time" />,
        })}
      </p>
    </div>
  )
}
