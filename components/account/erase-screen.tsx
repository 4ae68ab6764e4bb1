import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Notice } from '@/components/ui/notice'
import { StateScreen } from '@/components/ui/state-screen'
import { SubmitButton } from '@/components/ui/submit-button'
import { eraseAccountAction } from '@/lib/account/actions'
import { paths } from '@/lib/paths'

const FACTS = ['signedOut', 'plan', 'cards', 'library', 'law'] as const

/** What erasing means, before it is done. */
export function EraseScreen({ locale, planGoesOn }: { locale: string; planGoesOn: boolean }) {
  const t = useTranslations('account.erase')
  return (
    <StateScreen
      icon="alert"
      tone="danger"
      title={t('title')}
      body={
        <>
          {planGoesOn ? <Notice tone="danger">{t('planGoesOn')}</Notice> : null}
          <p>{t('lead')}</p>
        </>
      }
      actions={
        <>
          <form action={eraseAccountAction} className="grid">
            <input type="hidden" name="locale" value={locale} />
            <SubmitButton className={buttonStyle('primary')} pendingLabel={t('pending')}>
              {t('confirm')}
            </SubmitButton>
          </form>
          <ButtonLink href={paths.account(locale)} tone="secondary">
            {t('back')}
          </ButtonLink>
        </>
      }
    >
      <ul className="grid list-disc gap-2 pl-5">
        {FACTS.map((fact) => (
          <li key={fact}>{t(`facts.${fact}`)}</li>
        ))}
      </ul>
    </StateScreen>
  )
}
