import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { LocalTime } from '@/components/ui/local-time'
import type { QuoteView } from '@/lib/subscriptions/view'

type Props = {
  quote: QuoteView
  other: QuoteView
  /** The address for each moment. */
  hrefFor: (when: QuoteView['when']) => string
  locale: string
}

/** Now or at the end of the period, each with its sum. Links, so that the moment is in the address too. */
export function WhenChoice({ quote, other, hrefFor, locale }: Props) {
  const t = useTranslations('subscriptions.change')
  const { money } = usePlanWords()
  const both = quote.when === 'now' ? [quote, other] : [other, quote]
  return (
    <nav aria-label={t('when')}>
      <ul className="grid grid-cols-2 gap-2">
        {both.map((each) => (
          <li key={each.when} className="grid">
            <Link
              href={hrefFor(each.when) as Route}
              replace
              scroll={false}
              prefetch={false}
              aria-current={each.id === quote.id ? 'true' : undefined}
              className="grid min-h-16 content-start gap-0.5 rounded-md border border-line px-3.5 py-2.5 text-sm hover:border-edge aria-current:border-ink aria-current:bg-surface"
            >
              <span className="font-strong">
                {each.when === 'now'
                  ? t('now')
                  : t.rich('onDate', {
                      date: () => <LocalTime iso={each.nextCharge.at} locale={locale} show="date" />,
                    })}
              </span>
              <span className="text-muted tabular-nums">
                {each.creditGained
                  ? t('creditToday', { credit: money(each.creditGained) })
                  : t('dueToday', { due: money(each.due) })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
