import type { ReactNode } from 'react'
import { ProductArt } from '@/components/catalog/product-art'

type Props = { product: { name: string; art: string }; note?: ReactNode; sum?: ReactNode }

/** A product in one line: picture, name, sum. */
export function ProductRow({ product, note, sum }: Props) {
  return (
    <div className="flex items-center gap-4">
      <ProductArt art={product.art} className="aspect-4/3 w-20 shrink-0 rounded-sm" />
      <p className="grow">
        <span className="block font-strong">{product.name}</span>
        {note ? <span className="block text-sm text-muted">{note}</span> : null}
      </p>
      {sum ? <p className="text-right font-strong tabular-nums">{sum}</p> : null}
    </div>
  )
}
