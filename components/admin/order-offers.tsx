import { useLocale, useTranslations } from 'next-intl'
import { DataTable } from '@/components/admin/data-table'
import { DecisionTraceView } from '@/components/admin/decision-trace'
import { Moment } from '@/components/admin/moment'
import { Panel } from '@/components/admin/panel'
import type { OrderInsight } from '@/lib/insight/order'
import { adminPaths } from '@/lib/merchants/paths'
import { formatMoney } from '@/lib/money'

/** What was offered to an order and what was said to it, and for each place why this or nothing. */
export function OrderOffers({ order: { impressions, decisions } }: { order: OrderInsight }) {
  const t = useTranslations('admin.order')
  const locale = useLocale()
  return (
    <>
      <Panel title={t('offers')}>
        <DataTable
          caption={t('offers')}
          rows={impressions}
          total={impressions.length}
          keyOf={({ id }) => id}
          empty={t('noOffers')}
          columns={[
            { key: 'offer', label: t('offer'), cell: ({ offerId }) => offerId },
            {
              key: 'funnel',
              label: t('funnel'),
              cell: ({ funnel }) => (
                <a href={adminPaths.funnel(locale, funnel.id)} className="link">
                  {t('version', { key: funnel.key, number: funnel.version })}
                </a>
              ),
            },
            { key: 'shown', label: t('shown'), cell: ({ shownAt }) => <Moment at={shownAt} /> },
            {
              key: 'answer',
              label: t('answer'),
              cell: ({ state, undoneAt }) => (undoneAt ? t('answers.undone') : t(`answers.${state}`)),
            },
            {
              key: 'path',
              label: t('method'),
              cell: ({ path, pathReason }) => (
                <>
                  {t(`methods.${path}`)}
                  <code className="block font-mono text-xs text-muted">{pathReason}</code>
                </>
              ),
            },
            { key: 'until', label: t('deadline'), cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
            {
              key: 'total',
              label: t('sums.totalMinor'),
              align: 'right',
              cell: ({ totalMinor, currency }) => formatMoney({ amount: totalMinor, currency }, locale),
            },
          ]}
        />
      </Panel>
      <Panel title={t('why.title')}>
        {decisions.length === 0 ? <p className="text-sm text-muted">{t('why.none')}</p> : null}
        <ol className="grid gap-5">
          {decisions.map((decision) => (
            <li key={decision.id} className="grid gap-3 border-line [&+&]:border-t [&+&]:pt-5">
              <DecisionTraceView decision={decision} />
            </li>
          ))}
        </ol>
      </Panel>
    </>
  )
}
