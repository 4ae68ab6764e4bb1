import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type ButtonTone, buttonStyle } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'

type Props = {
  subscriptionId: string
  action: (data: FormData) => Promise<void>
  tone?: ButtonTone
  /** Drawn as a link inside a sentence or a row, not as a button. */
  quiet?: boolean
  /** What is sent besides the subscription and the language. */
  fields?: Record<string, string>
  children: ReactNode
}

/** One thing done to a subscription by one button. */
export function SubscriptionForm({
  subscriptionId,
  action,
  tone = 'primary',
  quiet,
  fields,
  children,
}: Props) {
  const locale = useLocale()
  const t = useTranslations('subscriptions')
  return (
    <form action={action} className={quiet ? 'inline-grid' : 'grid'}>
      <input type="hidden" name="subscription" value={subscriptionId} />
      <input type="hidden" name="locale" value={locale} />
      {Object.entries(fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton
        className={quiet ? 'link-alone text-left disabled:text-muted' : buttonStyle(tone)}
        pendingLabel={t('processing')}
      >
        <span>{children}</span>
      </SubmitButton>
    </form>
  )
}
