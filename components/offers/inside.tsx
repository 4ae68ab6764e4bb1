import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import type { OfferView } from '@/lib/offers/view'

/** What a bundle includes, and what of it is theirs already. */
export function Inside({ parts }: { parts: OfferView['inside'] }) {
  const t = useTranslations('offers')
  if (parts.length === 0) return null
  return (
    <section className="grid content-start gap-3">
      <h2 className="text-sm font-strong">{t('inside.title')}</h2>
      <ul className="grid gap-2.5 text-sm">
        {parts.map(({ name, owned }) => (
          <li key={name} className="flex gap-2.5">
            <Icon name="check" className={`mt-0.5 size-5 ${owned ? 'text-muted' : 'text-accent'}`} />
            <span>
              {name}
              {owned ? <span className="text-muted"> · {t('inside.owned')}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
