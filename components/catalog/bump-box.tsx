'use client'

import { useEffect, useState } from 'react'
import { BumpChoice } from '@/components/catalog/bump-choice'
import type { BumpView } from '@/lib/bumps/view'

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
  return shown ? <BumpChoice key={shown.token} bump={shown} locale={locale} label={label} /> : null
}
