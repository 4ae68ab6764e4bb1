import { useLocale, useTranslations } from 'next-intl'
import { MoneyFrame } from '@/components/shell/money-frame'
import { ButtonLink } from '@/components/ui/button-link'

export function NotFoundScreen() {
  const t = useTranslations('shell.notFound')
  const locale = useLocale()
  return (
    <MoneyFrame>
      <div className="shell grid max-w-2xl justify-items-start gap-5 py-20">
        <h1 className="text-xl">{t('title')}</h1>
        <p className="text-muted">{t('body')}</p>
        <ButtonLink href={`/${locale}`}>{t('home')}</ButtonLink>
      </div>
    </MoneyFrame>
  )
}
