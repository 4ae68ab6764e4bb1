import type { ReactNode } from 'react'
import { ProductArt } from '@/components/catalog/product-art'

type Props = { product: { name: string; art: string }; note?: ReactNode; sum?: ReactNode }

/** A product in one line: picture, name, sum. */
export function ProductRow({ product, note, sum }: Props) {
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
      <ProductArt art={product.art} className="row-span-2 aspect-4/3 w-20 rounded-sm sm:row-span-1" />
      <p className="self-end sm:self-center">
        <span className="even-lines block font-strong">{product.name}</span>
        {note ? <span className="block text-sm text-muted">{note}</span> : null}
      </p>
      {sum ? <p className="self-start tabular-nums sm:self-center sm:font-strong">{sum}</p> : null}
    </div>
  )
}
