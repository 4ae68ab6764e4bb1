import { useLocale, useTranslations } from 'next-intl'
import { DataTable } from '@/components/admin/data-table'
import { Moment } from '@/components/admin/moment'
import { Mark, Panel } from '@/components/admin/panel'
import type { OrderInsight } from '@/lib/insight/order'
import { formatMoney } from '@/lib/money'

const tones: Partial<Record<string, 'good' | 'bad' | 'busy'>> = {
  succeeded: 'good',
  failed: 'bad',
  needs_review: 'bad',
  unknown: 'busy',
  refund_due: 'busy',
  refunded: 'busy',
}

/** Every try to be paid and every try to pay back, with what the provider says of it. */
export function OrderAttempts({ order: { attempts, refundAttempts } }: { order: OrderInsight }) {
  const t = useTranslations('admin.order')
  const orders = useTranslations('admin.orders')
  const locale = useLocale()
  const sum = (amount: number | null, currency: string | null) =>
    amount === null || !currency ? '–' : formatMoney({ amount, currency }, locale)
  return (
    <Panel title={t('attempts')}>
      <DataTable
        caption={t('attempts')}
        rows={attempts}
        total={attempts.length}
        keyOf={({ id }) => id}
        empty={t('none')}
        columns={[
          { key: 'at', label: t('begun'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
          { key: 'for', label: t('from'), cell: ({ offer }) => offer ?? t('cameFor') },
          { key: 'method', label: t('method'), cell: ({ method }) => t(`methods.${method}`) },
          {
            key: 'state',
            label: orders('state'),
            cell: ({ state, reason }) => (
              <>
                <Mark tone={tones[state] ?? 'calm'}>{t(`attemptStates.${state}`)}</Mark>
                {reason ? <code className="block font-mono text-xs text-muted">{reason}</code> : null}
              </>
            ),
          },
          {
            key: 'payments',
            label: t('payments'),
            cell: ({ payments }) =>
              payments.length === 0
                ? '–'
                : payments.map(({ id, status, cardBrand, cardLastFour, methodKind, errorCode }) => (
                    <span key={id} className="block">
                      <code className="font-mono text-xs break-all">{id}</code>{' '}
                      {[status, cardBrand ?? methodKind, cardLastFour && `•••• ${cardLastFour}`, errorCode]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  )),
          },
          {
            key: 'agreed',
            label: t('agreed'),
            align: 'right',
            cell: ({ expectedMinor, expectedCurrency }) => sum(expectedMinor, expectedCurrency),
          },
          {
            key: 'charged',
            label: t('charged'),
            align: 'right',
            cell: ({ payments, chargedMinor, expectedCurrency }) =>
              sum(chargedMinor, expectedCurrency ?? payments[0]?.currency ?? null),
          },
        ]}
      />
      {refundAttempts.length > 0 ? (
        <DataTable
          caption={t('refunds')}
          rows={refundAttempts}
          total={refundAttempts.length}
          keyOf={({ id }) => id}
          empty={t('none')}
          columns={[
            { key: 'at', label: t('begun'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
            { key: 'cause', label: t('cause'), cell: ({ cause }) => t(`causes.${cause}`) },
            { key: 'state', label: orders('state'), cell: ({ state }) => t(`refundStates.${state}`) },
            {
              key: 'sum',
              label: t('givenBack'),
              align: 'right',
              cell: ({ amountMinor, currency }) => sum(amountMinor, currency),
            },
          ]}
        />
      ) : null}
    </Panel>
  )
}
