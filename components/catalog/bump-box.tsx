'use client'

import { useEffect, useState } from 'react'
import { ProductArt } from '@/components/catalog/product-art'
import type { BumpView } from '@/lib/bumps/view'
import { formatMoney } from '@/lib/money'

type Props = {
  product: string
  locale: string
  /** What stands there for everybody; whoever it is not for, or something else is, is told after the page stands. */
  bump: BumpView | null
  /** Has the places {product} and {price}. */
  label: string
}

async function readBump(product: string, locale: string): Promise<BumpView | null> {
  const response = await fetch(`/api/bump?${new URLSearchParams({ product, locale })}`)
  if (!response.ok) return null
  const { bump } = (await response.json()) as { bump: BumpView | null }
  return bump
}

/** A second product beside the buy button: one box, never ticked beforehand, that works without scripts. */
export function BumpBox({ product, locale, bump, label }: Props) {
  const [shown, setShown] = useState(bump)
  useEffect(() => {
    let gone = false
    // Where nobody can be asked, what stands there stays: the action decides anew.
    readBump(product, locale).then(
      (own) => gone || setShown(own),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [product, locale])
  if (!shown) return null
  const { token, name, headline, art, price } = shown
  return (
    <label
      key={token}
      className="grid cursor-pointer grid-cols-[auto_auto_minmax(0,1fr)] items-center gap-3 rounded-md border border-edge p-3 hover:border-ink has-checked:border-ink"
    >
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
