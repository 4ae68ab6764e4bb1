import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { fieldStyle, smallAction } from '@/components/admin/button-small'
import { DataTable } from '@/components/admin/data-table'
import { Moment } from '@/components/admin/moment'
import { Told } from '@/components/admin/notices'
import { Mark, Panel } from '@/components/admin/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { createExperimentAction } from '@/lib/experiments/actions'
import type { ExperimentView } from '@/lib/experiments/experiments'
import type { FunnelSummary } from '@/lib/funnels/view'
import { adminPaths } from '@/lib/merchants/paths'
import { isEnough } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'

export const EXPERIMENTS_NOTICES = ['invalid', 'key_taken', 'no_such_funnel'] as const
export const EXPERIMENT_TONES = { draft: 'busy', running: 'good', stopped: 'calm' } as const

type Props = {
  staff: Staff
  experiments: ExperimentView[]
  funnels: FunnelSummary[]
  notice: (typeof EXPERIMENTS_NOTICES)[number] | null
}

/** All experiments, and the way to a new one. */
export function ExperimentsScreen({ staff, experiments, funnels, notice }: Props) {
  const t = useTranslations('funnels.experiments')
  const locale = useLocale()
  const options = funnels.map(({ id, key }) => (
    <option key={id} value={id}>
      {key}
    </option>
  ))
  const label = 'grid min-w-40 grow content-start gap-1 text-xs text-muted'
  return (
    <AdminPage staff={staff} current="experiments" title={t('title')} lead={t('lead')}>
      {notice ? <Told good={false}>{t(`notice.${notice}`)}</Told> : null}
      <DataTable
        caption={t('title')}
        rows={experiments}
        total={experiments.length}
        keyOf={({ id }) => id}
        empty={t('empty')}
        columns={[
          {
            key: 'key',
            label: t('name'),
            cell: ({ id, key }) => (
              <a href={adminPaths.experiment(locale, id)} className="link font-strong">
                {key}
              </a>
            ),
          },
          {
            key: 'state',
            label: t('state'),
            cell: ({ state }) => <Mark tone={EXPERIMENT_TONES[state]}>{t(`states.${state}`)}</Mark>,
          },
          { key: 'arms', label: t('arms'), align: 'right', cell: ({ arms }) => arms.length },
          { key: 'started', label: t('started'), cell: ({ startedAt }) => <Moment at={startedAt} /> },
          { key: 'stopped', label: t('stopped'), cell: ({ stoppedAt }) => <Moment at={stoppedAt} /> },
        ]}
      />
      {isEnough(staff.role, 'editor') ? (
        <Panel title={t('new')}>
          <form action={createExperimentAction} className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="locale" value={locale} />
            <label className={label}>
              {t('name')}
              <input
                name="key"
                required
                maxLength={64}
                pattern="[a-z0-9][a-z0-9_\-]*"
                autoComplete="off"
                className={`${fieldStyle} font-mono`}
              />
            </label>
            <label className={label}>
              {t('first')}
              <select name="first" required className={fieldStyle}>
                {options}
              </select>
            </label>
            <label className={label}>
              {t('second')}
              <select name="second" className={fieldStyle}>
                <option value="">{t('nobody')}</option>
                {options}
              </select>
            </label>
            <label className={label}>
              {t('holdOut')}
              <input
                name="holdOut"
                type="number"
                min={0}
                max={90}
                required
                defaultValue={10}
                className={`${fieldStyle} tabular-nums`}
              />
            </label>
            <label className="flex min-h-11 items-center gap-2 text-sm">
              <input type="checkbox" name="bandit" value="yes" className="size-5" />
              {t('bandit')}
            </label>
            <SubmitButton className={smallAction} pendingLabel={t('creating')}>
              {t('create')}
            </SubmitButton>
          </form>
        </Panel>
      ) : null}
    </AdminPage>
  )
}
