import { useTranslations } from 'next-intl'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { LocalTime } from '@/components/ui/local-time'
import { MoneyRow, MoneyRows } from '@/components/ui/money-rows'
import type { QuoteView } from '@/lib/subscriptions/view'

/** The provider's preview line by line: given back, charged, tax, credit, due today, due next. */
export function QuoteLines({ quote, locale }: { quote: QuoteView; locale: string }) {
  const t = useTranslations('subscriptions.change')
  const { money, minus, counted } = usePlanWords()
  const { nextCharge: next } = quote
  return (
    <MoneyRows>
      {quote.lines.map((line) => (
        <MoneyRow
          key={`${line.side} ${line.name}`}
          name={line.side === 'back' ? t('backAgain', { name: counted(line) }) : counted(line)}
        >
          {line.amount
            ? (line.side === 'back' ? minus : money)(line.amount)
            : t('lineUnit', { unit: money(line.unit) })}
        </MoneyRow>
      ))}
      {quote.tax.amount === 0 ? null : <MoneyRow name={t('tax')}>{money(quote.tax)}</MoneyRow>}
      {quote.creditUsed ? <MoneyRow name={t('creditUsed')}>{minus(quote.creditUsed)}</MoneyRow> : null}
      {quote.creditGained ? <MoneyRow name={t('creditGained')}>{money(quote.creditGained)}</MoneyRow> : null}
      <MoneyRow name={t('due')} strong>
        {money(quote.due)}
      </MoneyRow>
      <div className="flex items-baseline justify-between gap-6">
        <dt className="text-muted">
          {t.rich('nextDue', { date: () => <LocalTime iso={next.at} locale={locale} show="date" /> })}
        </dt>
        <dd className="text-right tabular-nums">
          {money(next.due)}
          {next.credit ? (
            <span className="block text-xs text-muted">
              {t('nextCredit', { credit: money(next.credit) })}
            </span>
          ) : null}
        </dd>
      </div>
    </MoneyRows>
  )
}
