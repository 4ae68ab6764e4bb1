import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'

type Props = {
  action: (form: FormData) => Promise<void>
  /** What the action is told besides. */
  children: ReactNode
}

/** Asks for an address, to which a code is sent. */
export function EmailForm({
  action,
  children,
  autoComplete,
  known,
}: Props & { autoComplete: 'email' | 'username'; known?: string | undefined }) {
  const t = useTranslations('account.signIn')
  return (
    <form action={action} className="grid gap-4">
      {children}
      <TextField
        label={t('email')}
        name="email"
        type="email"
        autoComplete={autoComplete}
        maxLength={254}
        defaultValue={known}
        spellCheck={false}
      />
      <SubmitButton className={buttonStyle('primary')} pendingLabel={t('sending')}>
        {t('send')}
      </SubmitButton>
    </form>
  )
}

/** Asks for the code that was sent. */
export function CodeForm({ action, children }: Props) {
  const t = useTranslations('account.signIn.code')
  return (
    <form action={action} className="grid gap-4">
      {children}
      <TextField
        label={t('label')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        spellCheck={false}
      />
      <SubmitButton className={buttonStyle('primary')} pendingLabel={t('pending')}>
        {t('submit')}
      </SubmitButton>
    </form>
  )
}
