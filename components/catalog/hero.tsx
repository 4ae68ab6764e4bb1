import { useLocale, useTranslations } from 'next-intl'
import { ProductArt } from '@/components/catalog/product-art'
import { ButtonLink } from '@/components/ui/button-link'
import type { ProductCard } from '@/lib/catalog/view'

/** The first thing a visitor sees: what the shop is for, and where to begin. */
export function Hero({ first }: { first: ProductCard | undefined }) {
  const t = useTranslations('catalog.home')
  const locale = useLocale()
  return (
    <section className="shell grid items-center gap-10 pt-6 sm:pt-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-16">
      <div className="grid gap-6">
        <h1 className="text-2xl">{t('title')}</h1>
        <p className="even-lines max-w-md text-lg text-muted">{t('lead')}</p>
        <div className="flex flex-wrap gap-3 pt-2">
          {first ? (
            <ButtonLink href={`/${locale}/products/${first.slug}`}>
              {t('start', { product: first.name })}
            </ButtonLink>
          ) : null}
          <ButtonLink href={`/${locale}/pricing`} tone="secondary">
            {t('plans')}
          </ButtonLink>
        </div>
      </div>
      <ProductArt art="hero" className="aspect-4/3 rounded-lg max-lg:order-first" priority />
    </section>
  )
}
