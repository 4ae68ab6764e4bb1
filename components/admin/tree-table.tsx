import { useTranslations } from 'next-intl'
import { ScrollRegion } from '@/components/ui/scroll-region'
import type { Definition } from '@/lib/funnels/definition'
import { OUTCOMES } from '@/lib/funnels/lay-out'
import type { FlowCounts } from '@/lib/insight/overview'

type Props = {
  definition: Pick<Definition, 'entry' | 'steps'>
  locale: string
  counts?: ReadonlyMap<string, Pick<FlowCounts, 'shown' | 'accepted' | 'declined' | 'expired'>>
}

/** What the drawn tree says, in rows: each offer and where every outcome leads. */
export function TreeTable({ definition: { steps }, locale, counts }: Props) {
  const t = useTranslations('funnels.tree')
  const nameOf = (key: string | null) => {
    if (key === null) return t('end')
    return steps.find((step) => step.key === key)?.texts[locale]?.headline || key
  }
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-muted">
        {t('asTable')}
      </summary>
      <ScrollRegion label={t('label')} className="rounded-sm border border-line">
        <table className="w-full text-sm">
          <thead className="bg-surface text-left text-xs text-muted">
            <tr>
              <th scope="col" className="px-3 py-2 font-normal">
                {t('offer')}
              </th>
              {OUTCOMES.map((outcome) => (
                <th key={outcome} scope="col" className="px-3 py-2 font-normal">
                  {t(`outcomes.${outcome}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map(({ key, offer, edges }) => {
              const count = counts?.get(offer)
              return (
                <tr key={key} className="border-t border-line align-top">
                  <th scope="row" className="px-3 py-2 text-left font-normal">
                    {nameOf(key)}
                    {count ? (
                      <span className="block text-xs text-muted">
                        {t('shownTimes', { count: count.shown })}
                      </span>
                    ) : null}
                  </th>
                  {OUTCOMES.map((outcome) => (
                    <td key={outcome} className="px-3 py-2">
                      {nameOf(edges[outcome])}
                      {count && outcome !== 'failed' ? (
                        <span className="block text-xs text-muted tabular-nums">{count[outcome]}</span>
                      ) : null}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  )
}
