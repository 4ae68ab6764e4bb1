import { z } from 'zod'

const namesSchema = z.record(z.string(), z.string())

type Part = { names: unknown; product: { slug: string; texts: { name: string }[] } | null }

/** What a part of a bundle is called; its product comes with its texts in that language. */
export function nameOfPart({ names, product }: Part, locale: string): string {
  if (product) return product.texts[0]?.name ?? product.slug
  const known = namesSchema.safeParse(names)
  return (known.success && (known.data[locale] ?? known.data.en)) || ''
}
