import { useTranslations } from 'next-intl'
import { FocusHeading } from '@/components/ui/focus-heading'
import { CodeForm, EmailForm } from '@/components/ui/mailbox-forms'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
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
            <CodeForm action={signInStaffAction}>
              <input type="hidden" name="locale" value={locale} />
            </CodeForm>
            <form action={startOverStaffAction} className="text-sm">
              <input type="hidden" name="locale" value={locale} />
              <SubmitButton className="link-alone disabled:text-muted" pendingLabel={t('code.other')}>
                {t('code.other')}
              </SubmitButton>
            </form>
          </>
        ) : (
          <EmailForm action={requestStaffCodeAction} autoComplete="username">
            <input type="hidden" name="locale" value={locale} />
          </EmailForm>
        )}
      </div>
    </div>
  )
}
