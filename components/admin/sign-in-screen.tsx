import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button'
import { FocusHeading } from '@/components/ui/focus-heading'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { SignInProblem } from '@/lib/identity/problems'
import { requestStaffCodeAction, signInStaffAction, startOverStaffAction } from '@/lib/merchants/actions'

type Props = { locale: string; problem: SignInProblem | null; sentTo: string | null }

/** The way into the merchant's pages: the address, then the code from its mailbox. Everybody gets the same answers. */
export function StaffSignInScreen({ locale, problem, sentTo }: Props) {
  const t = useTranslations('account.signIn')
  const admin = useTranslations('admin.signIn')
  const title = sentTo ? t('code.title') : admin('title')
  return (
    <div className="shell py-10 sm:py-16">
      <div className="mx-auto grid max-w-md gap-6">
        <FocusHeading key={title} className="text-xl">
          {title}
        </FocusHeading>
        <p className="text-muted">{sentTo ? admin('sent', { email: sentTo }) : admin('lead')}</p>
        {problem ? (
          <div role="alert">
            <Notice tone="danger">{t(`problem.${problem}`)}</Notice>
          </div>
        ) : null}
        {sentTo ? (
          <>
            <form action={signInStaffAction} className="grid gap-4">
              <input type="hidden" name="locale" value={locale} />
              <TextField
                label={t('code.label')}
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={20}
                spellCheck={false}
              />
              <SubmitButton className={buttonStyle('primary')} pendingLabel={t('code.pending')}>
                {t('code.submit')}
              </SubmitButton>
            </form>
            <form action={startOverStaffAction} className="text-sm">
              <input type="hidden" name="locale" value={locale} />
              <SubmitButton className="link-alone disabled:text-muted" pendingLabel={t('code.other')}>
                {t('code.other')}
              </SubmitButton>
            </form>
          </>
        ) : (
          <form action={requestStaffCodeAction} className="grid gap-4">
            <input type="hidden" name="locale" value={locale} />
            <TextField
              label={t('email')}
              name="email"
              type="email"
              autoComplete="username"
              maxLength={254}
              spellCheck={false}
            />
            <SubmitButton className={buttonStyle('primary')} pendingLabel={t('sending')}>
              {t('send')}
            </SubmitButton>
          </form>
        )}
      </div>
    </div>
  )
}
