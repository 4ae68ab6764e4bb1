import { useTranslations } from 'next-intl'
import { ProductArt } from '@/components/catalog/product-art'
import { buttonStyle } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Price } from '@/components/ui/price'
import { SubmitButton } from '@/components/ui/submit-button'
import { paths } from '@/lib/paths'
import { declineSuggestionAction } from '@/lib/suggestions/actions'
import type { CardPlace, SuggestionView } from '@/lib/suggestions/view'

type Props = { suggestion: SuggestionView; place: CardPlace; locale: string }

/** One product that goes with an order. It leads to the product's own page; the no is of the same size, and kept. */
export function SuggestionCard({ suggestion, place, locale }: Props) {
  const t = useTranslations('offers.suggestion')
  const { impressionId, slug, name, art, headline, body, price, interval } = suggestion
  return (
    <aside
      aria-labelledby="suggestion"
      className="grid gap-x-6 gap-y-4 rounded-lg border border-line p-5 sm:grid-cols-[9rem_minmax(0,1fr)] sm:p-6"
    >
      <ProductArt art={art} className="aspect-4/3 w-full rounded-md sm:aspect-square" />
      <div className="grid content-start gap-3">
        <h2 id="suggestion" className="text-sm tracking-normal text-muted">
          {t(place)}
        </h2>
        <div className="grid gap-1.5">
          <p className="even-lines text-base font-strong">{headline}</p>
          <p className="text-sm text-muted">{body}</p>
        </div>
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span>{name}</span>
          <Price money={price} interval={interval} className="font-strong" />
        </p>
        <div className="grid gap-2.5 sm:grid-cols-2">
          <ButtonLink href={paths.product(locale, slug)} tone="secondary">
            {t('look')}
            <span className="sr-only">: {name}</span>
          </ButtonLink>
          <form action={declineSuggestionAction} className="grid">
            <input type="hidden" name="impression" value={impressionId} />
            <input type="hidden" name="locale" value={locale} />
            <SubmitButton className={buttonStyle('secondary')} pendingLabel={t('pending')}>
              {t('no')}
            </SubmitButton>
          </form>
        </div>
      </div>
    </aside>
  )
}
