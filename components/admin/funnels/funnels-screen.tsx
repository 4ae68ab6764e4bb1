import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { fieldStyle, smallAction } from '@/components/admin/button-small'
import { FunnelsTable } from '@/components/admin/funnels/funnels-table'
import { Told } from '@/components/admin/notices'
import { Panel } from '@/components/admin/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { createFunnelAction } from '@/lib/funnels/actions'
import { PLACEMENTS } from '@/lib/funnels/definition'
import type { ListNotice } from '@/lib/funnels/notices'
import type { FunnelSummary } from '@/lib/funnels/view'
import { isEnough } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'

type Props = { staff: Staff; funnels: FunnelSummary[]; notice: ListNotice | null }

/** All funnels, by where their offers are shown, and the way to a new one. */
export function FunnelsScreen({ staff, funnels, notice }: Props) {
  const t = useTranslations('builder')
  const mayEdit = isEnough(staff.role, 'editor')
  const shown = PLACEMENTS.filter((placement) => funnels.some((funnel) => funnel.placement === placement))
  return (
    <AdminPage staff={staff} current="funnels" title={t('list.title')} lead={t('list.lead')}>
      {notice ? <Told good={notice === 'discarded'}>{t(`list.notice.${notice}`)}</Told> : null}
      {mayEdit ? <NewFunnel /> : null}
      {shown.length === 0 ? <p className="text-sm text-muted">{t('list.empty')}</p> : null}
      {shown.map((placement) => (
        <section key={placement} aria-labelledby={`at-${placement}`} className="grid gap-3">
          <h2 id={`at-${placement}`} className="text-lg">
            {t(`placement.${placement}`)}
          </h2>
          <FunnelsTable
            caption={t(`placement.${placement}`)}
            funnels={funnels.filter((funnel) => funnel.placement === placement)}
            mayEdit={mayEdit}
          />
        </section>
      ))}
    </AdminPage>
  )
}

function NewFunnel() {
  const t = useTranslations('builder')
  const locale = useLocale()
  return (
    <Panel title={t('list.new')}>
      <form action={createFunnelAction} className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="locale" value={locale} />
        <label className="grid min-w-48 grow gap-1 text-xs text-muted">
          {t('list.name')}
          <input
            name="name"
            required
            maxLength={60}
            pattern=".*[A-Za-z0-9].*"
            title={t('list.nameHint')}
            autoComplete="off"
            className={fieldStyle}
          />
        </label>
        <label className="grid min-w-48 gap-1 text-xs text-muted">
          {t('list.where')}
          <select name="placement" className={fieldStyle} autoComplete="off">
            {PLACEMENTS.map((placement) => (
              <option key={placement} value={placement}>
                {t(`placement.${placement}`)}
              </option>
            ))}
          </select>
        </label>
        <SubmitButton className={smallAction} pendingLabel={t('working')}>
          {t('list.create')}
        </SubmitButton>
      </form>
    </Panel>
  )
}
