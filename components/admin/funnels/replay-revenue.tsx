import { useLocale, useTranslations } from 'next-intl'
import { Panel } from '@/components/admin/panel'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { formatCount } from '@/lib/insight/format'
import { formatMoney } from '@/lib/money'
import type { Replay } from '@/lib/replay/replay'

/** What the offers of a replay would bring, one row for each currency. */
export function ReplayRevenue({ expected }: { expected: Replay['expected'] }) {
  const t = useTranslations('builder.replay')
  const locale = useLocale()
  const names = ['currency', 'shown', 'low', 'likely', 'high'] as const
  return (
    <Panel title={t('revenue')}>
      {expected.length === 0 ? (
        <p className="text-sm text-muted">{t('noRevenue')}</p>
      ) : (
        <ScrollRegion label={t('revenue')} className="rounded-md border border-line">
          <table className="w-full border-collapse text-sm">
            <caption className="sr-only">{t('revenue')}</caption>
            <thead className="bg-surface text-xs text-muted">
              <tr>
                {names.map((name) => (
                  <th
                    key={name}
                    scope="col"
                    className="px-3 py-3 text-right font-normal whitespace-nowrap first:pl-4 first:text-left last:pr-4"
                  >
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {expected.map(({ currency, shown, low, likely, high }) => (
                <tr key={currency} className="border-t border-line text-right tabular-nums">
                  <th scope="row" className="px-3 py-2 pl-4 text-left font-normal">
                    {currency}
                  </th>
                  <td className="px-3 py-2">{formatCount(shown, locale)}</td>
                  <td className="px-3 py-2">{formatMoney({ amount: low, currency }, locale)}</td>
                  <td className="px-3 py-2 font-strong">
                    {formatMoney({ amount: likely, currency }, locale)}
                  </td>
                  <td className="px-3 py-2 pr-4">{formatMoney({ amount: high, currency }, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <p className="max-w-prose text-xs text-muted">{t('revenueHow')}</p>
    </Panel>
  )
}
