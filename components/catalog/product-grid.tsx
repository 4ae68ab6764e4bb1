import { ProductCard } from '@/components/catalog/product-card'
import type { ProductCard as Product } from '@/lib/catalog/view'

/** Products side by side: two large ones, or three to a row. */
export function ProductGrid({ products }: { products: Product[] }) {
  const pair = products.length === 2
  return (
    <ul className={`grid gap-x-8 gap-y-12 sm:grid-cols-2 ${pair ? '' : 'lg:grid-cols-3'}`}>
      {products.map((product) => (
        <li key={product.slug}>
          <ProductCard product={product} wide={pair} />
        </li>
      ))}
    </ul>
  )
}
