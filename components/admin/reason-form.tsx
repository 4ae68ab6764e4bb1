import { useLocale, useTranslations } from 'next-intl'
import { fieldStyle, smallAction } from '@/components/admin/button-small'
import { SubmitButton } from '@/components/ui/submit-button'

type Props = {
  action: (data: FormData) => Promise<void>
  /** What it is about: the name of the hidden field and its value. */
  name: string
  value: string
  submit: string
  /** What else must be said and agreed to before it is done. */
  evidence?: string
  sure?: string
}

/** Does something that is written down with its reason. */
export function ReasonForm({ action, name, value, submit, evidence, sure }: Props) {
  const t = useTranslations('admin')
  const locale = useLocale()
  return (
    <form action={action} className="grid max-w-xl gap-3 text-sm">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name={name} value={value} />
      <label className="grid gap-1">
        <span className="text-xs text-muted">{t('reason')}</span>
        <input
          name="reason"
          required
          minLength={3}
          maxLength={500}
          autoComplete="off"
          className={fieldStyle}
        />
      </label>
      {evidence ? (
        <label className="grid gap-1">
          <span className="text-xs text-muted">{evidence}</span>
          <input
            name="evidence"
            required
            minLength={3}
            maxLength={500}
            autoComplete="off"
            className={fieldStyle}
          />
        </label>
      ) : null}
      {sure ? (
        <label className="flex min-h-11 items-center gap-3">
          <input type="checkbox" name="sure" value="yes" required autoComplete="off" className="size-5" />
          {sure}
        </label>
      ) : null}
      <div>
        <SubmitButton className={smallAction} pendingLabel={t('working')}>
          {submit}
        </SubmitButton>
      </div>
    </form>
  )
}
