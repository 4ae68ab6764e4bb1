import { useTranslations } from 'next-intl'
import { ProductArt } from '@/components/catalog/product-art'
import { Icon } from '@/components/ui/icon'

type Props = {
  product: { name: string; art: string }
  sections: { heading: string; body: string }[]
  /** The order it came with. */
  orderHref: string
}

/** What was bought, to read and use. */
export function LibraryScreen({ product, sections, orderHref }: Props) {
  const t = useTranslations('orders.library')
  return (
    <article className="shell py-6 sm:py-10">
      <div className="mx-auto max-w-2xl">
        <a href={orderHref} className="link-alone text-sm">
          <Icon name="back" className="size-4.5" />
          {t('back')}
        </a>
      </div>
      <ProductArt art={product.art} className="mx-auto mt-4 aspect-16/9 max-w-2xl rounded-lg" priority />
      <header className="mx-auto mt-10 grid max-w-2xl gap-2">
        <p className="text-sm text-muted">{t('from')}</p>
        <h1 className="text-xl">{product.name}</h1>
      </header>
      <div className="mx-auto mt-10 grid max-w-2xl gap-12">
        {sections.map((section) => (
          <section key={section.heading} className="grid gap-4">
            <h2 className="text-lg">{section.heading}</h2>
            {section.body.split('\n\n').map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
      </div>
    </article>
  )
}
