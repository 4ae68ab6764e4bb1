import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { AlarmList } from '@/components/admin/alarm-list'
import { DataTable } from '@/components/admin/data-table'
import { FunnelTree } from '@/components/admin/funnel-tree'
import { Panel } from '@/components/admin/panel'
import { PeriodLinks } from '@/components/admin/period-links'
import { RevenuePlot } from '@/components/admin/revenue-plot'
import { TakeRates } from '@/components/admin/take-rates'
import type { Definition } from '@/lib/funnels/definition'
import type { Alarm } from '@/lib/health/alarms'
import { formatCount, formatShare } from '@/lib/insight/format'
import type { FlowCounts, Overview, Period } from '@/lib/insight/overview'
import { adminPaths } from '@/lib/merchants/paths'
import type { Staff } from '@/lib/merchants/staff'
import { formatMoney } from '@/lib/money'

type Props = {
  staff: Staff
  period: Period & { length: number }
  overview: Overview
  alarms: Alarm[]
  /** The funnel that was shown most, with what became of its offers. */
  flow: { funnel: string; definition: Definition; counts: Map<string, FlowCounts> } | null
}

/** How the offers do: what they bring, where they are taken, and how people go through them. */
export function OverviewScreen({ staff, period, overview, alarms, flow }: Props) {
  const t = useTranslations('admin.overview')
  const locale = useLocale()
  const { currency, totals } = overview
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency }, locale)
  const perOrder = (amount: number) => (totals.orders > 0 ? money(amount / totals.orders) : '–')
  const asked = overview.placements.filter(({ placement }) => placement !== 'product_page')
  const shown = asked.reduce((sum, row) => sum + row.shown, 0)
  const accepted = asked.reduce((sum, row) => sum + row.accepted, 0)
  const figures = [
    [
      'offersNet',
      money(totals.offersMinor - totals.offersBackMinor),
      t('help.offersNet', { back: money(totals.offersBackMinor) }),
    ],
    [
      'takeRate',
      formatShare(accepted, shown, locale),
      t('help.takeRate', { accepted: formatCount(accepted, locale), shown: formatCount(shown, locale) }),
    ],
    [
      'averageWith',
      perOrder(totals.baseMinor + totals.offersMinor),
      t('help.averageWith', { without: perOrder(totals.baseMinor) }),
    ],
    [
      'orders',
      formatCount(totals.orders, locale),
      t('help.orders', {
        sum: money(totals.baseMinor + totals.offersMinor - totals.baseBackMinor - totals.offersBackMinor),
      }),
    ],
  ] as const
  return (
    <AdminPage
      staff={staff}
      current="home"
      title={t('title')}
      actions={<PeriodLinks period={period} currency={currency} currencies={overview.currencies} />}
    >
      <AlarmList alarms={alarms} />
      <dl className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {figures.map(([name, value, help]) => (
          <div key={name} className="grid content-start gap-1 rounded-md border border-line p-4">
            <dt className="text-sm text-muted">{t(`figures.${name}`)}</dt>
            <dd className="text-xl font-strong tracking-tight tabular-nums">{value}</dd>
            <dd className="text-xs text-muted">{help}</dd>
          </div>
        ))}
      </dl>
      <Panel title={t('revenue')} aside={<p className="text-xs text-muted">{t('utc')}</p>}>
        <RevenuePlot days={overview.days} currency={currency} />
      </Panel>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-2">
        <Panel title={t('placements')}>
          <TakeRates placements={overview.placements} />
        </Panel>
        <Panel title={t('average')}>
          <AverageBars
            without={perAmount(totals.baseMinor, totals.orders)}
            plus={perAmount(totals.offersMinor, totals.orders)}
            currency={currency}
          />
        </Panel>
      </div>
      <Panel
        title={flow ? t('flowOf', { funnel: flow.funnel }) : t('flow')}
        aside={<p className="text-xs text-muted">{t('flowAll')}</p>}
      >
        {flow ? (
          <FunnelTree definition={flow.definition} counts={flow.counts} locale={locale} />
        ) : (
          <p className="text-sm text-muted">{t('noFlow')}</p>
        )}
      </Panel>
      <Panel title={t('offers')}>
        <DataTable
          caption={t('offers')}
          rows={overview.offers}
          total={overview.offers.length}
          keyOf={({ offer, versionId }) => `${offer} ${versionId}`}
          empty={t('noOffers')}
          exportHref={`${adminPaths.export('figures')}?days=${period.length}&currency=${currency}`}
          columns={[
            {
              key: 'offer',
              label: t('offer'),
              cell: ({ offer, funnel, funnelId, version }) => (
                <>
                  <span className="font-strong">{offer}</span>
                  <a href={adminPaths.funnel(locale, funnelId)} className="link block text-xs text-muted">
                    {t('inFunnel', { funnel, version })}
                  </a>
                </>
              ),
            },
            {
              key: 'shown',
              label: t('shown'),
              align: 'right',
              cell: (row) => formatCount(row.shown, locale),
            },
            {
              key: 'accepted',
              label: t('accepted'),
              align: 'right',
              cell: (row) => formatCount(row.accepted, locale),
            },
            {
              key: 'rate',
              label: t('rate'),
              align: 'right',
              cell: (row) => formatShare(row.accepted, row.shown, locale),
            },
            { key: 'revenue', label: t('paid'), align: 'right', cell: (row) => money(row.revenueMinor) },
            { key: 'back', label: t('givenBack'), align: 'right', cell: (row) => money(row.refundedMinor) },
            {
              key: 'net',
              label: t('net'),
              align: 'right',
              cell: (row) => money(row.revenueMinor - row.refundedMinor),
            },
          ]}
        />
      </Panel>
    </AdminPage>
  )
}

const perAmount = (amount: number, orders: number) => (orders > 0 ? Math.round(amount / orders) : 0)

/** The average order without offers and with them, as two bars of one scale. */
function AverageBars({ without, plus, currency }: { without: number; plus: number; currency: string }) {
  const t = useTranslations('admin.overview')
  const locale = useLocale()
  const most = Math.max(1, without + plus)
  const money = (amount: number) => formatMoney({ amount, currency }, locale)
  const rows = [
    ['without', without, 0],
    ['with', without, plus],
  ] as const
  return (
    <div className="grid gap-4 text-sm">
      {rows.map(([name, base, more]) => (
        <div key={name} className="grid gap-1.5">
          <p className="flex justify-between gap-4">
            <span>{t(`averages.${name}`)}</span>
            <span className="font-strong tabular-nums">{money(base + more)}</span>
          </p>
          <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="h-4 w-full" aria-hidden="true">
            <rect width="100" height="4" className="fill-surface" />
            <rect width={(100 * base) / most} height="4" className="fill-edge" />
            <rect x={(100 * base) / most} width={(100 * more) / most} height="4" className="fill-accent" />
          </svg>
        </div>
      ))}
      <p className="text-xs text-muted">{t('averageHelp', { plus: money(plus) })}</p>
    </div>
  )
}
