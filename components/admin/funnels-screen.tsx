import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { fieldStyle, smallAction } from '@/components/admin/button-small'
import { DataTable } from '@/components/admin/data-table'
import { Moment } from '@/components/admin/moment'
import { Told } from '@/components/admin/notices'
import { Mark, Panel } from '@/components/admin/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { createFunnelAction } from '@/lib/funnels/actions'
import { PLACEMENTS } from '@/lib/funnels/definition'
import type { FunnelSummary } from '@/lib/funnels/view'
import { adminPaths } from '@/lib/merchants/paths'
import { isEnough } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'

export const FUNNELS_NOTICES = ['key_taken', 'invalid_key'] as const

type Props = { staff: Staff; funnels: FunnelSummary[]; notice: (typeof FUNNELS_NOTICES)[number] | null }

/** All funnels, the first to be asked first, and the way to a new one. */
export function FunnelsScreen({ staff, funnels, notice }: Props) {
  const t = useTranslations('funnels.list')
  const places = useTranslations('funnels.placements')
  const locale = useLocale()
  return (
    <AdminPage staff={staff} current="funnels" title={t('title')} lead={t('lead')}>
      {notice ? <Told good={false}>{t(`notice.${notice}`)}</Told> : null}
      <DataTable
        caption={t('title')}
        rows={funnels}
        total={funnels.length}
        keyOf={({ id }) => id}
        empty={t('empty')}
        columns={[
          {
            key: 'key',
            label: t('funnel'),
            cell: ({ id, key }) => (
              <a href={adminPaths.funnel(locale, id)} className="link font-strong">
                {key}
              </a>
            ),
          },
          { key: 'place', label: t('place'), cell: ({ placement }) => places(placement) },
          { key: 'priority', label: t('priority'), align: 'right', cell: ({ priority }) => priority ?? '–' },
          { key: 'offers', label: t('offers'), align: 'right', cell: ({ offers }) => offers },
          {
            key: 'state',
            label: t('state'),
            cell: ({ published, draft, active }) => (
              <span className="flex flex-wrap gap-1.5">
                {published ? (
                  <Mark tone={active ? 'good' : 'calm'}>
                    {active ? t('live', { number: published.number }) : t('off')}
                  </Mark>
                ) : null}
                {draft ? <Mark tone="busy">{t('draft', { number: draft.number })}</Mark> : null}
              </span>
            ),
          },
          {
            key: 'edited',
            label: t('edited'),
            cell: ({ draft, published }) => (
              <>
                <Moment at={draft?.editedAt ?? published?.publishedAt ?? null} />
                <span className="block text-xs text-muted break-all">
                  {draft ? draft.editedBy : published?.publishedBy}
                </span>
              </>
            ),
          },
        ]}
      />
      {isEnough(staff.role, 'editor') ? (
        <Panel title={t('new')}>
          <form action={createFunnelAction} className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="locale" value={locale} />
            <label className="grid min-w-56 grow gap-1 text-xs text-muted">
              {t('key')}
              <input
                name="key"
                required
                maxLength={64}
                pattern="[a-z0-9][a-z0-9:_\-]*"
                title={t('keyHelp')}
                autoComplete="off"
                className={`${fieldStyle} font-mono`}
              />
            </label>
            <label className="grid gap-1 text-xs text-muted">
              {t('place')}
              <select name="placement" autoComplete="off" className={fieldStyle}>
                {PLACEMENTS.map((placement) => (
                  <option key={placement} value={placement}>
                    {places(placement)}
                  </option>
                ))}
              </select>
            </label>
            <SubmitButton className={smallAction} pendingLabel={t('creating')}>
              {t('create')}
            </SubmitButton>
          </form>
          <p className="text-xs text-muted">{t('keyHelp')}</p>
        </Panel>
      ) : null}
    </AdminPage>
  )
}
