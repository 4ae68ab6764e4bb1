import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
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
  autoComplete,
  known,
  ...form
}: Props & { autoComplete: 'email' | 'username'; known?: string | undefined }) {
  const t = useTranslations('account.signIn')
  const field = { name: 'email', type: 'email', autoComplete, maxLength: 254, defaultValue: known } as const
  return (
    <OneField {...form} field={{ ...field, label: t('email') }} submit={t('send')} pending={t('sending')} />
  )
}

/** Asks for the code that was sent. */
export function CodeForm(form: Props) {
  const t = useTranslations('account.signIn.code')
  const field = { name: 'code', inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 20 } as const
  return (
    <OneField {...form} field={{ ...field, label: t('label') }} submit={t('submit')} pending={t('pending')} />
  )
}

type Field = ComponentProps<typeof TextField>

function OneField({
  action,
  children,
  field,
  submit,
  pending,
}: Props & { field: Field; submit: string; pending: string }) {
  return (
    <form action={action} className="grid gap-4">
      {children}
      <TextField {...field} spellCheck={false} />
      <SubmitButton className={buttonStyle('primary')} pendingLabel={pending}>
        {submit}
      </SubmitButton>
    </form>
  )
}
