import { useTranslations } from 'next-intl'
import { AccountSection } from '@/components/account/account-section'
import { buttonStyle } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { signOutAction, signOutEverywhereAction } from '@/lib/identity/actions'

export function AccountSignOut({ locale }: { locale: string }) {
  const t = useTranslations('account.signOut')
  return (
    <AccountSection id="sign-out" title={t('title')} boxed>
      <form className="grid gap-2.5">
        <input type="hidden" name="locale" value={locale} />
        <SubmitButton
          formAction={signOutAction}
          className={buttonStyle('secondary')}
          pendingLabel={t('pending')}
        >
          {t('here')}
        </SubmitButton>
        <SubmitButton
          formAction={signOutEverywhereAction}
          className={buttonStyle('secondary')}
          pendingLabel={t('pending')}
        >
          {t('everywhere')}
        </SubmitButton>
      </form>
      <p className="text-xs text-muted">{t('hint')}</p>
    </AccountSection>
  )
}
