import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { fieldStyle, smallAction } from '@/components/admin/button-small'
import { Told } from '@/components/admin/notices'
import { Panel } from '@/components/admin/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { isEnough } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'
import { saveSettingsAction } from '@/lib/settings/actions'
import type { Settings } from '@/lib/settings/save-settings'

export const SETTINGS_NOTICES = ['saved', 'unchanged'] as const

type Props = {
  staff: Staff
  settings: Settings
  notice: (typeof SETTINGS_NOTICES)[number] | null
  wrong: keyof Settings | null
}

const GROUPS = [
  ['asking', ['monthlyAsks', 'monthlyAsksAfterRefund', 'ranking']],
  ['offers', ['defaultDeadlineMinutes', 'defaultCooldownDays']],
  ['money', ['undoMinutes', 'pauseAfterUnknown', 'planChangeMode']],
  ['leaving', ['saveDiscountCode']],
] as const

const BOUNDS = {
  monthlyAsks: [0, 100],
  monthlyAsksAfterRefund: [0, 100],
  undoMinutes: [0, 1_440],
  pauseAfterUnknown: [2, 1_000],
  defaultDeadlineMinutes: [10, 1_440],
  defaultCooldownDays: [0, 730],
} as const

const CHOICES = {
  ranking: ['priority', 'expected_value'],
  planChangeMode: ['difference_immediately', 'prorated_immediately', 'full_immediately', 'do_not_bill'],
} as const

/** What an owner may set about the shop. For everybody else it is there to read. */
export function SettingsScreen({ staff, settings, notice, wrong }: Props) {
  const t = useTranslations('admin.settings')
  const locale = useLocale()
  const locked = !isEnough(staff.role, 'owner')
  return (
    <AdminPage staff={staff} current="settings" title={t('title')} lead={locked ? t('locked') : t('lead')}>
      {notice ? <Told good>{t(`notice.${notice}`)}</Told> : null}
      {wrong ? <Told good={false}>{t('wrong', { name: t(`names.${wrong}`) })}</Told> : null}
      <form action={saveSettingsAction}>
        <input type="hidden" name="locale" value={locale} />
        <fieldset disabled={locked} className="grid gap-6">
          <legend className="sr-only">{t('title')}</legend>
          {GROUPS.map(([group, names]) => (
            <Panel key={group} title={t(`groups.${group}`)}>
              <div className="grid gap-5 sm:grid-cols-2">
                {names.map((name) => (
                  <div key={name} className="grid content-start gap-1 text-sm">
                    <label htmlFor={name} className="font-strong">
                      {t(`names.${name}`)}
                    </label>
                    {name === 'ranking' || name === 'planChangeMode' ? (
                      <select
                        id={name}
                        name={name}
                        defaultValue={settings[name]}
                        aria-describedby={`${name}-help`}
                        className={fieldStyle}
                      >
                        {CHOICES[name].map((value) => (
                          <option key={value} value={value}>
                            {t(`choices.${value}`)}
                          </option>
                        ))}
                      </select>
                    ) : name === 'saveDiscountCode' ? (
                      <input
                        id={name}
                        name={name}
                        pattern="[A-Za-z0-9_\-]{3,16}"
                        autoCapitalize="characters"
                        autoComplete="off"
                        spellCheck={false}
                        defaultValue={settings[name] ?? ''}
                        aria-describedby={`${name}-help`}
                        aria-invalid={wrong === name || undefined}
                        className={`${fieldStyle} uppercase`}
                      />
                    ) : (
                      <input
                        id={name}
                        name={name}
                        type="number"
                        inputMode="numeric"
                        required
                        min={BOUNDS[name][0]}
                        max={BOUNDS[name][1]}
                        defaultValue={settings[name]}
                        aria-describedby={`${name}-help`}
                        aria-invalid={wrong === name || undefined}
                        className={`${fieldStyle} tabular-nums`}
                      />
                    )}
                    <p id={`${name}-help`} className="text-xs text-muted">
                      {t(`help.${name}`)}
                    </p>
                  </div>
                ))}
              </div>
            </Panel>
          ))}
          {locked ? null : (
            <div>
              <SubmitButton className={smallAction} pendingLabel={t('saving')}>
                {t('save')}
              </SubmitButton>
            </div>
          )}
        </fieldset>
      </form>
    </AdminPage>
  )
}
