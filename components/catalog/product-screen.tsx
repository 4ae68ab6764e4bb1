import { useTranslations } from 'next-intl'
import { BuyForm } from '@/components/catalog/buy-form'
import { ProductArt } from '@/components/catalog/product-art'
import { ProductGrid } from '@/components/catalog/product-grid'
import { Facts } from '@/components/ui/facts'
import { Price } from '@/components/ui/price'
import type { BumpView } from '@/lib/bumps/view'
import type { ProductCard, ProductDetails } from '@/lib/catalog/view'

type Props = { product: ProductDetails; more: ProductCard[]; bump: BumpView | null }

/** The product page: what it is on the left, what it costs on the right. */
export function ProductScreen({ product, more, bump }: Props) {
  const t = useTranslations('catalog.product')
  return (
    <>
      <article className="shell grid gap-x-16 gap-y-8 pt-2 sm:pt-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]">
        <ProductArt art={product.art} className="aspect-4/3 rounded-lg" priority />
        <div className="grid content-start gap-6 lg:sticky lg:top-8 lg:row-span-2 lg:self-start">
          <header className="grid gap-3">
            <h1 className="text-xl">{product.name}</h1>
            <p className="even-lines text-muted">{product.tagline}</p>
          </header>
          <Price money={product.price} interval={product.interval} className="text-lg font-strong" />
          <BuyForm product={product} bump={bump} />
          <section aria-labelledby="facts" className="grid gap-3 border-t border-line pt-6">
            <h2 id="facts" className="text-sm tracking-normal">
              {t('facts')}
            </h2>
            <Facts items={product.facts} />
          </section>
        </div>
        <section aria-labelledby="about" className="grid max-w-2xl content-start gap-4 lg:pt-4">
          <h2 id="about" className="text-lg">
            {t('about')}
          </h2>
          {product.description.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      </article>
      {more.length > 0 ? (
        <section aria-labelledby="more" className="shell mt-24">
          <h2 id="more" className="mb-8 text-lg">
            {t('more')}
          </h2>
          <ProductGrid products={more} />
        </section>
      ) : null}
    </>
  )
}
