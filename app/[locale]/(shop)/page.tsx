import { Hero } from '@/components/catalog/hero'
import { Shelves } from '@/components/catalog/shelves'
import { listProducts } from '@/lib/catalog/queries'
import { alternates } from '@/lib/i18n/alternates'

export const revalidate = 60
export const dynamicParams = false

export async function generateMetadata({ params }: PageProps<'/[locale]'>) {
  const { locale } = await params
  return { alternates: alternates(locale, '') }
}

export default async function HomePage({ params }: PageProps<'/[locale]'>) {
  const { locale } = await params
  const products = await listProducts(locale)
  return (
    <>
      <Hero first={products[0]} />
      <Shelves products={products.filter(({ interval }) => interval !== 'year')} />
    </>
  )
}
