'use client'

import { useTranslations } from 'next-intl'
import { MARKETS, type Market } from '@/lib/funnels/definition'

/** Where the offers are sold: what the law asks for there is checked before publishing. */
export function Markets({ markets, onChange }: { markets: Market[]; onChange: (markets: Market[]) => void }) {
  const t = useTranslations('funnels.editor')
  return (
    <fieldset>
      <legend className="text-xs text-muted">{t('markets')}</legend>
      <div className="flex flex-wrap gap-x-5">
        {MARKETS.map((market) => (
          <label key={market} className="flex min-h-11 items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={markets.includes(market)}
              onChange={({ target }) =>
                onChange(
                  MARKETS.filter((each) => (each === market ? target.checked : markets.includes(each))),
                )
              }
              className="size-5"
            />
            {t(`market.${market}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
