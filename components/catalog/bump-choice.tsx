import { ProductArt } from '@/components/catalog/product-art'
import type { BumpView } from '@/lib/bumps/view'
import { formatMoney } from '@/lib/money'

type Props = {
  bump: BumpView
  locale: string
  /** Has the places {product} and {price}. */
  label: string
}

/** The box itself: picture, product and price, one line of text. */
export function BumpChoice({ bump, locale, label }: Props) {
  const { token, name, headline, art, price } = bump
  return (
    <label className="grid cursor-pointer grid-cols-[auto_auto_minmax(0,1fr)] items-center gap-3 rounded-md border border-edge p-3 hover:border-ink has-checked:border-ink">
      <input type="hidden" name="bump" value={token} />
      <input type="checkbox" name="add" autoComplete="off" className="size-5 accent-ink" />
      <ProductArt art={art} className="aspect-4/3 w-16 rounded-sm" />
      <span className="grid gap-0.5 text-sm">
        <span className="even-lines font-strong tabular-nums">
          {label.replace('{product}', () => name).replace('{price}', () => formatMoney(price, locale))}
        </span>
        <span className="even-lines text-xs text-muted">{headline}</span>
      </span>
    </label>
  )
}
