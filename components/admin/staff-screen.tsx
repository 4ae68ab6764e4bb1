import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { fieldStyle, smallAction, smallButton } from '@/components/admin/button-small'
import { DataTable } from '@/components/admin/data-table'
import { Moment } from '@/components/admin/moment'
import { Told } from '@/components/admin/notices'
import { Panel } from '@/components/admin/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { changeRoleAction, inviteStaffAction, removeStaffAction } from '@/lib/merchants/actions'
import { ROLES, type Role } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'

const GOOD = ['invited', 'changed', 'removed'] as const
export const STAFF_NOTICES = [
  ...GOOD,
  'invited_untold',
  'invalid_email',
  'known',
  'not_found',
  'last_owner',
] as const

type Person = { id: string; email: string; role: Role; createdAt: Date; logins: { updatedAt: Date }[] }
type Props = { staff: Staff; people: Person[]; notice: (typeof STAFF_NOTICES)[number] | null }

/** Who may run the shop, and as what. Only owners come here. */
export function StaffScreen({ staff, people, notice }: Props) {
  const t = useTranslations('admin.staff')
  const role = useTranslations('admin.role')
  const locale = useLocale()
  const options = ROLES.map((each) => (
    <option key={each} value={each}>
      {role(each)}
    </option>
  ))
  return (
    <AdminPage staff={staff} current="staff" title={t('title')} lead={t('lead')}>
      {notice ? <Told good={GOOD.some((each) => each === notice)}>{t(`notice.${notice}`)}</Told> : null}
      <DataTable
        caption={t('title')}
        rows={people}
        total={people.length}
        keyOf={({ id }) => id}
        empty="–"
        columns={[
          {
            key: 'email',
            label: t('email'),
            cell: ({ email }) => <span className="break-all">{email}</span>,
          },
          {
            key: 'role',
            label: t('role'),
            cell: ({ id, email, role: held }) => (
              <form action={changeRoleAction} className="flex gap-2">
                <input type="hidden" name="locale" value={locale} />
                <input type="hidden" name="id" value={id} />
                <select
                  name="role"
                  aria-label={t('roleOf', { email })}
                  defaultValue={held}
                  autoComplete="off"
                  className={`${fieldStyle} min-w-28`}
                >
                  {options}
                </select>
                <SubmitButton className={smallButton} pendingLabel={t('change')}>
                  {t('change')}
                </SubmitButton>
              </form>
            ),
          },
          {
            key: 'seen',
            label: t('seen'),
            cell: ({ logins }) => <Moment at={logins[0]?.updatedAt ?? null} />,
          },
          {
            key: 'remove',
            label: t('act'),
            cell: ({ id, email }) => (
              <form action={removeStaffAction}>
                <input type="hidden" name="locale" value={locale} />
                <input type="hidden" name="id" value={id} />
                <SubmitButton className={smallButton} pendingLabel={t('remove')}>
                  <span>
                    {t('remove')}
                    <span className="sr-only"> {email}</span>
                  </span>
                </SubmitButton>
              </form>
            ),
          },
        ]}
      />
      <Panel title={t('invite')}>
        <form action={inviteStaffAction} className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="locale" value={locale} />
          <label className="grid min-w-64 grow gap-1 text-xs text-muted">
            {t('email')}
            <input
              name="email"
              type="email"
              required
              maxLength={254}
              autoComplete="off"
              className={fieldStyle}
            />
          </label>
          <label className="grid gap-1 text-xs text-muted">
            {t('role')}
            <select name="role" defaultValue="viewer" autoComplete="off" className={fieldStyle}>
              {options}
            </select>
          </label>
          <SubmitButton className={smallAction} pendingLabel={t('inviting')}>
            {t('send')}
          </SubmitButton>
        </form>
        <ul className="grid gap-1 text-sm text-muted">
          {ROLES.map((each) => (
            <li key={each}>
              <span className="font-strong text-ink">{role(each)}</span> {t(`may.${each}`)}
            </li>
          ))}
        </ul>
      </Panel>
    </AdminPage>
  )
}
