import 'server-only'
import { z } from 'zod'
import type { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { limitsSchema } from '@/lib/subscriptions/stored'
import { categoryOf } from './category'
import type { PlanCard, ProductCard, ProductDetails } from './view'

const intervalSchema = z.enum(['month', 'year']).nullable()

const withText = (locale: string) => ({ texts: { where: { locale } } }) satisfies Prisma.ProductInclude
type Row = Prisma.ProductGetPayload<{ include: ReturnType<typeof withText> }>

const onSale = { active: true, providerProductId: { not: null } } satisfies Prisma.ProductWhereInput

function toCard(row: Row): ProductCard {
  return {
    slug: row.slug,
    kind: row.kind,
    category: categoryOf(row.kind, row.taxCategory),
    name: row.texts[0]?.name ?? row.slug,
    tagline: row.texts[0]?.tagline ?? '',
    price: { amount: row.priceMinor, currency: row.currency },
    interval: intervalSchema.parse(row.interval),
    art: row.art,
  }
}

const toDetails = (row: Row): ProductDetails => ({
  ...toCard(row),
  description: row.texts[0]?.description ?? [],
  facts: row.texts[0]?.facts ?? [],
})

/** Everything for sale, in the shop's order. */
export async function listProducts(locale: string): Promise<ProductCard[]> {
  const rows = await db.product.findMany({
    where: onSale,
    include: withText(locale),
    orderBy: { position: 'asc' },
  })
  return rows.map(toCard)
}

/** One product, or null when it is not for sale. */
export async function getProduct(locale: string, slug: string): Promise<ProductDetails | null> {
  const row = await db.product.findFirst({ where: { slug, ...onSale }, include: withText(locale) })
  return row && toDetails(row)
}

/** The plans, in the shop's order, with what each gives and what can be added to it. */
export async function listPlans(locale: string): Promise<PlanCard[]> {
  const [rows, words] = await Promise.all([
    db.product.findMany({
      where: { kind: 'subscription', ...onSale },
      include: {
        ...withText(locale),
        addOns: { include: { addOn: { include: { texts: { where: { locale } } } } } },
      },
      orderBy: { position: 'asc' },
    }),
    db.planFeature.findMany({ where: { locale }, orderBy: { position: 'asc' } }),
  ])
  return rows.map((row) => ({
    ...toDetails(row),
    features: words.filter(({ key }) => row.features.includes(key)).map(({ text }) => text),
    editingCredits: limitsSchema.parse(row.limits).editing_credits ?? null,
    addOns: row.addOns
      .map(({ addOn }) => addOn)
      .sort((a, b) => a.position - b.position)
      .map(({ slug, texts, priceMinor, currency }) => ({
        slug,
        name: texts[0]?.name ?? slug,
        description: texts[0]?.description ?? '',
        price: { amount: priceMinor, currency },
      })),
  }))
}
