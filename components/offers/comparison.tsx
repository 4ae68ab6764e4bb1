import { useTranslations } from 'next-intl'
import { Facts } from '@/components/ui/facts'
import type { OfferView } from '@/lib/offers/view'

type Props = { bought: NonNullable<OfferView['bought']>; facts: string[]; swap: boolean }

/** What was just bought and what the offer adds to it or puts in its place, one beside the other. */
export function Comparison({ bought, facts, swap }: Props) {
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
        <h2 className="text-sm font-strong">{t(swap ? 'swap.youGet' : 'youAdd')}</h2>
        <Facts items={facts} />
      </section>
    </div>
  )
}
