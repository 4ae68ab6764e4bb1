import { useTranslations } from 'next-intl'
import { ProductGrid } from '@/components/catalog/product-grid'
import { Choice, Choices } from '@/components/ui/choices'
import type { ProductCard as Product, ProductCategory } from '@/lib/catalog/view'

const shelves: Record<ProductCategory, string> = {
  courses: 'group-has-[[value=courses]:checked]/shelves:block',
  software: 'group-has-[[value=software]:checked]/shelves:block',
  field: 'group-has-[[value=field]:checked]/shelves:block',
  plans: 'group-has-[[value=plans]:checked]/shelves:block',
}
const order = ['courses', 'software', 'field', 'plans'] as const satisfies readonly ProductCategory[]

/** Everything for sale, shelf by shelf. Choosing one shelf needs no script. */
export function Shelves({ products }: { products: Product[] }) {
  const t = useTranslations('catalog')
  const filled = order.filter((category) => products.some((product) => product.category === category))
  return (
    <section aria-labelledby="products" className="group/shelves shell mt-20 sm:mt-28">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 id="products" className="text-xl">
          {t('home.products')}
        </h2>
        <Choices legend={t('home.show')}>
          <Choice name="shelf" value="all" defaultChecked>
            {t('filter.all')}
          </Choice>
          {filled.map((category) => (
            <Choice key={category} name="shelf" value={category}>
              {t(`filter.${category}`)}
            </Choice>
          ))}
        </Choices>
      </div>
      {filled.map((category) => (
        <section
          key={category}
          aria-labelledby={`shelf-${category}`}
          className={`mt-12 hidden group-has-[[value=all]:checked]/shelves:block ${shelves[category]}`}
        >
          <h3 id={`shelf-${category}`} className="mb-6 text-sm tracking-normal text-muted">
            {t(`categories.${category}`)}
          </h3>
          <ProductGrid products={products.filter((product) => product.category === category)} />
        </section>
      ))}
    </section>
  )
}
