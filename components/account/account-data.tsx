import { useTranslations } from 'next-intl'
import { AccountSection } from '@/components/account/account-section'
import { ButtonLink } from '@/components/ui/button-link'
import { Icon } from '@/components/ui/icon'
import { paths } from '@/lib/paths'

export function AccountData({ locale }: { locale: string }) {
  const t = useTranslations('account.data')
  return (
    <AccountSection id="data" title={t('title')} boxed>
      <p className="text-muted">{t('exportHint')}</p>
      <ButtonLink href={paths.exportData} tone="secondary">
        <Icon name="download" />
        {t('export')}
      </ButtonLink>
      <p className="text-muted">{t('eraseHint')}</p>
      <ButtonLink href={paths.erase(locale)} tone="secondary">
        {t('erase')}
      </ButtonLink>
    </AccountSection>
  )
}
