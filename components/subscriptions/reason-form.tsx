import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { SubmitButton } from '@/components/ui/submit-button'
import { paths } from '@/lib/paths'
import { giveReasonAction } from '@/lib/subscriptions/actions'

const REASONS = [
  'too_expensive',
  'unused',
  'missing_features',
  'too_complex',
  'low_quality',
  'switched_service',
  'customer_service',
  'other',
] as const

type Props = { subscriptionId: string; locale: string }

/** Why somebody left: asked afterwards, one of the provider's eight reasons, as easily skipped as sent. */
export function ReasonForm({ subscriptionId, locale }: Props) {
  const t = useTranslations('subscriptions')
  return (
    <form action={giveReasonAction} className="grid gap-5 rounded-lg border border-line p-5 sm:p-6">
      <input type="hidden" name="subscription" value={subscriptionId} />
      <input type="hidden" name="locale" value={locale} />
      <fieldset className="grid gap-1">
        <legend className="text-lg font-strong">{t('cancelled.question')}</legend>
        <p className="pb-2 text-sm text-muted">{t('cancelled.optional')}</p>
        {REASONS.map((reason) => (
          <label key={reason} className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
            <input type="radio" name="reason" value={reason} required className="size-5 accent-ink" />
            {t(`cancelled.reason.${reason}`)}
          </label>
        ))}
      </fieldset>
      <label className="grid gap-1.5 text-sm">
        <span className="text-muted">{t('cancelled.comment')}</span>
        <textarea
          name="comment"
          rows={2}
          maxLength={1000}
          className="rounded-md border border-edge bg-canvas px-3.5 py-2.5"
        />
      </label>
      <div className="grid grid-cols-2 gap-2.5">
        <SubmitButton className={buttonStyle('primary')} pendingLabel={t('processing')}>
          {t('cancelled.send')}
        </SubmitButton>
        <ButtonLink href={paths.subscription(locale, subscriptionId)} tone="secondary">
          {t('cancelled.skip')}
        </ButtonLink>
      </div>
    </form>
  )
}
