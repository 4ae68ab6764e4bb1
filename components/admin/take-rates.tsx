import { useLocale, useTranslations } from 'next-intl'
import { formatCount, formatShare } from '@/lib/insight/format'
import type { PlacementFigures } from '@/lib/insight/overview'

const PLACEMENTS = [
  'post_purchase',
  'product_page',
  'order_bump',
  'order_page',
  'account',
  'plan_limit',
  'cancel',
] as const

/** How often what was shown was taken, place by place. */
export function TakeRates({ placements }: { placements: PlacementFigures[] }) {
  const t = useTranslations('admin.overview')
  const places = useTranslations('funnels.placements')
  const locale = useLocale()
  if (placements.length === 0) return <p className="text-sm text-muted">{t('noOffers')}</p>
  return (
    <ul className="grid gap-4 text-sm">
      {placements.map(({ placement, shown, accepted, declined, expired }) => {
        const known = PLACEMENTS.find((each) => each === placement)
        const share = shown > 0 ? accepted / shown : 0
        return (
          <li key={placement} className="grid gap-1.5">
            <div className="flex justify-between gap-4">
              <span>{known ? places(known) : placement}</span>
              <span className="font-strong tabular-nums">{formatShare(accepted, shown, locale)}</span>
            </div>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="h-3 w-full" aria-hidden="true">
              <rect width="100" height="4" className="fill-surface" />
              <rect width={100 * Math.min(1, share)} height="4" className="fill-accent" />
            </svg>
            <p className="text-xs text-muted tabular-nums">
              {t('answers', {
                shown: formatCount(shown, locale),
                accepted: formatCount(accepted, locale),
                declined: formatCount(declined, locale),
                open: formatCount(Math.max(0, shown - accepted - declined - expired), locale),
                expired: formatCount(expired, locale),
              })}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
