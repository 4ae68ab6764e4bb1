import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { smallAction } from '@/components/admin/button-small'
import { DataTable } from '@/components/admin/data-table'
import { EXPERIMENT_TONES } from '@/components/admin/experiments-screen'
import { Told } from '@/components/admin/notices'
import { Mark, Panel } from '@/components/admin/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { startExperimentAction, stopExperimentAction } from '@/lib/experiments/actions'
import type { readExperiment } from '@/lib/experiments/experiments'
import type { ArmReadOut } from '@/lib/experiments/read-out'
import { formatCount, formatShare } from '@/lib/insight/format'
import { isEnough } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'
import { formatMoney } from '@/lib/money'

const GOOD = ['created', 'started', 'stopped'] as const
export const EXPERIMENT_NOTICES = [
  ...GOOD,
  'not_found',
  'started_before',
  'funnel_busy',
  'funnel_not_published',
  'not_running',
] as const

type Props = {
  staff: Staff
  read: NonNullable<Awaited<ReturnType<typeof readExperiment>>>
  /** Keys of funnels by their id. */
  names: ReadonlyMap<string, string>
  notice: (typeof EXPERIMENT_NOTICES)[number] | null
}

const tones = { baseline: 'calm', better: 'good', worse: 'bad', open: 'busy' } as const

/** What an experiment says up to now, with how sure it is. */
export function ExperimentScreen({ staff, read, names, notice }: Props) {
  const t = useTranslations('funnels.experiments')
  const locale = useLocale()
  const { experiment, readOuts, split, weekly } = read
  const nameOf = (arm: string) => {
    const { funnelId } = experiment.arms.find(({ key }) => key === arm) ?? {}
    return funnelId ? (names.get(funnelId) ?? arm) : t('holdOutArm')
  }
  const columns = (currency: string) => {
    const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency }, locale)
    const row = (key: string, label: string, cell: (arm: ArmReadOut) => React.ReactNode) => ({
      ...{ key, label, cell, align: 'right' as const },
    })
    return [
      { key: 'arm', label: t('arm'), cell: ({ arm }: ArmReadOut) => `${arm} · ${nameOf(arm)}` },
      row('orders', t('orders'), ({ orders }) => formatCount(orders, locale)),
      row('shown', t('shown'), ({ shown }) => formatCount(shown, locale)),
      row(
        'accepted',
        t('accepted'),
        ({ accepted, shown }) => `${accepted} (${formatShare(accepted, shown, locale)})`,
      ),
      row('net', t('net'), ({ net }) => money(net)),
      row('perOrder', t('perOrder'), ({ netPerOrder }) => money(netPerOrder)),
      row('difference', t('difference'), ({ difference }) =>
        difference
          ? t('interval', {
              estimate: money(difference.estimate),
              low: money(difference.low),
              high: money(difference.high),
            })
          : '–',
      ),
      {
        key: 'verdict',
        label: t('verdict'),
        cell: ({ verdict, weeksToGo }: ArmReadOut) => (
          <>
            <Mark tone={tones[verdict]}>{t(`verdicts.${verdict}`)}</Mark>
            {verdict === 'open' ? (
              <span className="block text-xs text-muted">
                {weeksToGo === null ? t('noTraffic') : t('weeks', { weeks: Math.ceil(weeksToGo) })}
              </span>
            ) : null}
          </>
        ),
      },
    ]
  }
  const action = { draft: startExperimentAction, running: stopExperimentAction, stopped: null }[
    experiment.state
  ]
  return (
    <AdminPage
      staff={staff}
      current="experiments"
      title={experiment.key}
      lead={t('weekly', { count: Math.round(weekly) })}
      actions={
        action && isEnough(staff.role, 'editor') ? (
          <form action={action}>
            <input type="hidden" name="locale" value={locale} />
            <input type="hidden" name="experiment" value={experiment.id} />
            <SubmitButton className={smallAction} pendingLabel={t('working')}>
              {t(experiment.state === 'draft' ? 'start' : 'stop')}
            </SubmitButton>
          </form>
        ) : null
      }
    >
      {notice ? <Told good={GOOD.some((each) => each === notice)}>{t(`notice.${notice}`)}</Told> : null}
      <p>
        <Mark tone={EXPERIMENT_TONES[experiment.state]}>{t(`states.${experiment.state}`)}</Mark>
      </p>
      <Panel title={t('armsTitle')}>
        <DataTable
          caption={t('armsTitle')}
          rows={experiment.arms}
          total={experiment.arms.length}
          keyOf={({ key }) => key}
          empty="–"
          columns={[
            { key: 'arm', label: t('arm'), cell: ({ key }) => `${key} · ${nameOf(key)}` },
            {
              key: 'weight',
              label: t('weight'),
              align: 'right',
              cell: ({ weight }) => formatCount(weight, locale),
            },
            {
              key: 'people',
              label: t('people'),
              align: 'right',
              cell: ({ key }) =>
                formatCount(split?.people.find(({ arm }) => arm === key)?.people ?? 0, locale),
            },
          ]}
        />
        {split?.suspicious ? (
          <Told good={false}>{t('suspicious', { p: split.p.toExponential(1) })}</Told>
        ) : null}
      </Panel>
      {readOuts.length === 0 ? <p className="text-sm text-muted">{t('nothing')}</p> : null}
      {readOuts.map(({ currency, arms }) => (
        <Panel
          key={currency}
          title={t('readOut', { currency })}
          aside={<p className="text-xs text-muted">{t('how')}</p>}
        >
          <DataTable
            caption={t('readOut', { currency })}
            rows={arms}
            total={arms.length}
            keyOf={({ arm }) => arm}
            empty="–"
            columns={columns(currency)}
          />
        </Panel>
      ))}
    </AdminPage>
  )
}
