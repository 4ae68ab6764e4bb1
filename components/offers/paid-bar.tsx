import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'

/** What is safe already, and the way out of the offers. */
export function PaidBar({ number, href }: { number: number; href: string }) {
  const t = useTranslations('offers')
  return (
    <div className="bg-success-soft">
      <p className="shell flex items-center justify-between gap-4 text-sm">
        <span className="flex items-center gap-2 font-strong text-success tabular-nums">
          <Icon name="check" />
          {t('bar', { number })}
        </span>
        <a href={href} className="link-alone shrink-0">
          {t('viewOrder')}
        </a>
      </p>
    </div>
  )
}
