import Link from 'next/link'
import { useLocale } from 'next-intl'
import { ProductArt } from '@/components/catalog/product-art'
import { Price } from '@/components/ui/price'
import type { ProductCard as Product } from '@/lib/catalog/view'

type Props = { product: Product; wide?: boolean; priority?: boolean }

/** One product of a list: its picture, name, price and one sentence. The whole card is the link. */
export function ProductCard({ product, wide = false, priority = false }: Props) {
  const locale = useLocale()
  return (
    <article className="group relative grid content-start gap-4">
      <ProductArt
        art={product.art}
        priority={priority}
        className={`aspect-4/3 rounded-lg ${wide ? 'sm:aspect-16/9' : ''}`}
      />
      <div className="grid gap-1">
        <div className="flex items-baseline justify-between gap-4">
          <h3 className="text-base tracking-normal">
            <Link
              href={`/${locale}/products/${product.slug}`}
              className="decoration-edge decoration-1 underline-offset-4 after:absolute after:inset-0 after:rounded-lg group-hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-4 focus-visible:after:outline-accent"
            >
              {product.name}
            </Link>
          </h3>
          <Price money={product.price} interval={product.interval} className="shrink-0" />
        </div>
        <p className="even-lines text-sm text-muted">{product.tagline}</p>
      </div>
    </article>
  )
}
