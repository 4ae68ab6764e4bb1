import { useTranslations } from 'next-intl'
import { Facts } from '@/components/ui/facts'
import type { OfferView } from '@/lib/offers/view'

/** What was just bought and what the offer adds to it, one beside the other. */
export function Comparison({ bought, facts }: { bought: NonNullable<OfferView['bought']>; facts: string[] }) {
  const t = useTranslations('offers')
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <section className="grid content-start gap-3">
        <h2 className="text-sm text-muted">
          {t('youHave')}: {bought.name}
        </h2>
        <Facts items={bought.facts} />
      </section>
      <section className="grid content-start gap-3">
        <h2 className="text-sm font-strong">{t('youAdd')}</h2>
        <Facts items={facts} />
      </section>
    </div>
  )
}
