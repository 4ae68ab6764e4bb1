import { useTranslations } from 'next-intl'
import { AccountSection } from '@/components/account/account-section'
import { buttonStyle } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { switchOffersAction } from '@/lib/account/actions'

export function AccountOffers({ off, locale }: { off: boolean; locale: string }) {
  const t = useTranslations('account.offers')
  return (
    <AccountSection id="offers" title={t('title')} boxed>
      <p className="text-muted">{off ? t('off') : t('on')}</p>
      <form action={switchOffersAction} className="grid">
        <input type="hidden" name="offers" value={off ? 'on' : 'off'} />
        <input type="hidden" name="locale" value={locale} />
        <SubmitButton className={buttonStyle('secondary')} pendingLabel={t('pending')}>
          {off ? t('switchOn') : t('switchOff')}
        </SubmitButton>
      </form>
    </AccountSection>
  )
}
