'use client'

import { type ComponentType, useEffect, useState } from 'react'
import type { BuyNowProps } from '@/components/catalog/buy-now-form'

/** Offers one click to whom we may charge. Asking, and the form, load after the page stands. */
export function BuyNow(props: BuyNowProps) {
  const [Form, setForm] = useState<ComponentType<BuyNowProps> | null>(null)
  useEffect(() => {
    void import('@/components/catalog/buy-now-form').then((module) => setForm(() => module.BuyNowForm))
  }, [])
  return Form ? <Form {...props} /> : null
}
