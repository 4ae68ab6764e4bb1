import { useTranslations } from 'next-intl'
import { FocusHeading } from '@/components/ui/focus-heading'
import { CodeForm, EmailForm } from '@/components/ui/mailbox-forms'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { requestCodeAction, resendCodeAction, signInAction, startOverAction } from '@/lib/identity/actions'
import type { SignInProblem } from '@/lib/identity/problems'

type Props = {
  locale: string
  next: string | undefined
  problem: SignInProblem | null
  /** The address a code went to from this browser. */
  sentTo: string | null
  /** Somebody signed in too long ago for what they want to do. */
  again: { email: string } | null
  signedOut: boolean
}

/** Proof of a mailbox in two steps: the address, then the code from it. */
export function SignInScreen({ locale, next, problem, sentTo, again, signedOut }: Props) {
  const t = useTranslations('account.signIn')
  const notice = useTranslations('account.notice')
  const title = sentTo ? t('code.title') : again ? t('again.title') : t('title')
  const fields = (
    <>
      <input type="hidden" name="locale" value={locale} />
      {next ? <input type="hidden" name="next" value={next} /> : null}
    </>
  )
  return (
    <div className="shell py-10 sm:py-16">
      <div className="mx-auto grid max-w-md gap-6">
        {signedOut && !sentTo ? (
          <div role="status">
            <Notice tone="success">{notice('signed_out')}</Notice>
          </div>
        ) : null}
        <FocusHeading key={title} className="text-xl">
          {title}
        </FocusHeading>
        <p className="text-muted">
          {sentTo ? t('code.lead', { email: sentTo }) : again ? t('again.lead') : t('lead')}
        </p>
        {problem ? (
          <div role="alert">
            <Notice tone="danger">{t(`problem.${problem}`)}</Notice>
          </div>
        ) : null}
        {sentTo ? (
          <>
            <CodeForm action={signInAction}>{fields}</CodeForm>
            <form className="flex flex-wrap gap-x-6 text-sm">
              {fields}
              <SubmitButton
                formAction={resendCodeAction}
                className="link-alone disabled:text-muted"
                pendingLabel={t('sending')}
              >
                {t('code.resend')}
              </SubmitButton>
              <SubmitButton
                formAction={startOverAction}
                className="link-alone disabled:text-muted"
                pendingLabel={t('code.other')}
              >
                {t('code.other')}
              </SubmitButton>
            </form>
          </>
        ) : (
          <EmailForm action={requestCodeAction} autoComplete="email" known={again?.email}>
            {fields}
          </EmailForm>
        )}
      </div>
    </div>
  )
}
