import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ProductScreen } from '@/components/catalog/product-screen'
import { getBumpForAll } from '@/lib/bumps/present-bump'
import { getProduct, listProducts } from '@/lib/catalog/queries'
import { alternates } from '@/lib/i18n/alternates'

export const revalidate = 60

type Props = PageProps<'/[locale]/products/[slug]'>

const readProduct = cache(getProduct)

export async function generateStaticParams({ params }: { params: { locale: string } }) {
  const products = await listProducts(params.locale)
  return products.map(({ slug }) => ({ slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params
  const product = await readProduct(locale, slug)
  if (!product) return {}
  return {
    title: product.name,
    description: product.tagline,
    alternates: alternates(locale, `/products/${slug}`),
  }
}

export default async function ProductPage({ params }: Props) {
  const { locale, slug } = await params
  const [product, products, bump] = await Promise.all([
    readProduct(locale, slug),
    listProducts(locale),
    getBumpForAll(slug, locale),
  ])
  if (!product) notFound()
  const more = products.filter((other) => other.slug !== slug && other.kind === 'one_time').slice(0, 3)
  return <ProductScreen product={product} more={more} bump={bump} />
}
