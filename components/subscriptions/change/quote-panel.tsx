import { useTranslations } from 'next-intl'
import { ConfirmChange } from '@/components/subscriptions/change/confirm-change'
import { GainsAndLosses } from '@/components/subscriptions/change/gains-and-losses'
import { QuoteLines } from '@/components/subscriptions/change/quote-lines'
import { QuoteSentence } from '@/components/subscriptions/change/quote-sentence'
import { WhenChoice } from '@/components/subscriptions/change/when-choice'
import { ButtonLink } from '@/components/ui/button-link'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import type { ChangeScreenView } from '@/lib/subscriptions/change-screen'
import type { QuoteView } from '@/lib/subscriptions/view'

type Props = { screen: ChangeScreenView; locale: string }

/** What the choice would do: the preview of it, or why there is none. */
export function QuotePanel({ screen, locale }: Props) {
  const t = useTranslations('subscriptions.change')
  return (
    <section aria-labelledby="preview" className="grid gap-6 rounded-lg border border-line p-5 sm:p-7">
      <h2 id="preview" className="text-sm tracking-normal text-muted">
        {t('preview')}
      </h2>
      <PanelBody screen={screen} locale={locale} />
    </section>
  )
}

function PanelBody({ screen, locale }: Props) {
  const t = useTranslations('subscriptions.change')
  const refusal = useTranslations('subscriptions.refusal')
  const banner = useTranslations('subscriptions.banner')
  const { result, subscription, query } = screen
  const hrefFor = (when: QuoteView['when']) => {
    const moment = new URLSearchParams(query)
    moment.set('when', when)
    return paths.changePlan(locale, subscription.id, moment.toString())
  }
  switch (result?.state) {
    case undefined:
      return (
        <div role="status" className="grid gap-2">
          <p className="text-lg">{t('nothing.title')}</p>
          <p className="text-sm text-muted">{t('nothing.body')}</p>
        </div>
      )
    case 'unavailable':
      return (
        <div className="grid gap-5">
          <p role="alert">{t('unavailable')}</p>
          <ButtonLink href={paths.changePlan(locale, subscription.id, query)} tone="secondary">
            {t('again')}
          </ButtonLink>
        </div>
      )
    case 'refused':
      return (
        <div className="grid gap-5">
          <p role="alert">{refusal(result.refusal)}</p>
          {result.changeId ? (
            <ButtonLink href={paths.planChange(locale, subscription.id, result.changeId)} tone="secondary">
              {banner('seeChange')}
            </ButtonLink>
          ) : null}
        </div>
      )
    case 'quoted':
      return (
        <>
          <QuoteSentence quote={result.quote} locale={locale} />
          {screen.other ? (
            <WhenChoice quote={result.quote} other={screen.other} hrefFor={hrefFor} locale={locale} />
          ) : null}
          <Exceeded quote={result.quote} />
          <GainsAndLosses quote={result.quote} plans={screen.plans} />
          <div className="border-t border-line pt-6">
            <h3 className="sr-only">{t('lines')}</h3>
            <QuoteLines quote={result.quote} locale={locale} />
          </div>
          <ConfirmChange
            quote={result.quote}
            subscriptionId={subscription.id}
            query={query}
            locale={locale}
          />
        </>
      )
  }
}

function Exceeded({ quote }: { quote: QuoteView }) {
  const t = useTranslations('subscriptions.change')
  const [over] = quote.exceeded
  if (!over) return null
  return (
    <Notice tone="danger">
      {t(quote.when === 'now' ? 'exceeded' : 'exceededLater', {
        used: over.used,
        limit: over.limit,
        plan: quote.to.plan.name,
      })}
    </Notice>
  )
}
