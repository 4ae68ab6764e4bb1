import { useTranslations } from 'next-intl'
import { cardBrand } from '@/lib/card-brand'

/** A card as its owner knows it: brand and last four digits. */
export function CardLabel({ brand, lastFour }: { brand: string; lastFour: string }) {
  const t = useTranslations('shell')
  return (
    <span className="whitespace-nowrap tabular-nums">
      {cardBrand(brand)} <span aria-hidden="true">•••• {lastFour}</span>
      <span className="sr-only">{t('cardEnding', { lastFour })}</span>
    </span>
  )
}
