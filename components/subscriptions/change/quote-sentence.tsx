import { useTranslations } from 'next-intl'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { LocalTime } from '@/components/ui/local-time'
import type { QuoteView } from '@/lib/subscriptions/view'

/** The whole change in one plain sentence, read out when it changes. */
export function QuoteSentence({ quote, locale }: { quote: QuoteView; locale: string }) {
  const t = useTranslations('subscriptions.change')
  const { money, period, covers } = usePlanWords()
  const { sentence, creditGained, creditCovers } = quote
  return (
    <div role="status" className="grid gap-2">
      <p className="text-lg tabular-nums [&_time]:whitespace-nowrap">
        {t.rich(`sentence.${sentence.kind}`, {
          b: (words) => <strong className="font-strong">{words}</strong>,
          due: money(sentence.due),
          credit: sentence.creditGained ? money(sentence.creditGained) : '',
          price: period(sentence.afterwards, sentence.interval),
          date: () => <LocalTime iso={sentence.from} locale={locale} show="date" />,
        })}
      </p>
      {creditGained && creditCovers ? (
        <p className="text-sm text-muted">{t('coversThen', { covers: covers(creditCovers) })}</p>
      ) : null}
    </div>
  )
}
