'use client'

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { cardBrand } from '@/lib/card-brand'
import { formatMoney, type Money } from '@/lib/money'
import type { CardOnFile } from '@/lib/offers/view'

export type BuyNowProps = {
  product: string
  locale: string
  action: (formData: FormData) => Promise<void>
  /** `label`, `terms` and `confirm` have the places {card} and {total}. */
  words: {
    label: string
    terms: string
    pending: string
    other: string
    confirm: string
    confirmHint: string
  }
}

type Availability =
  /** With a card: it may be charged after a new sign-in. */
  | { available: false; card?: CardOnFile; signIn?: string }
  | { available: true; impression: string; card: CardOnFile; total: Money }

async function readAvailability(product: string, locale: string): Promise<Availability> {
  const response = await fetch(`/api/one-click?${new URLSearchParams({ product, locale })}`)
  if (!response.ok) return { available: false }
  return response.json()
}

function Form({ product, locale, action, words }: BuyNowProps) {
  const { data } = useQuery({
    queryKey: ['one-click', product, locale],
    queryFn: () => readAvailability(product, locale),
    retry: false,
  })
  if (!data?.card) return null
  const card = `${cardBrand(data.card.brand)} •••• ${data.card.lastFour}`
  const total = data.available ? formatMoney(data.total, locale) : ''
  const fill = (text: string) => text.replaceAll('{card}', card).replaceAll('{total}', total)
  if (!data.available)
    return (
      <div className="grid gap-3" data-one-click="">
        <a href={data.signIn} className={buttonStyle('primary')}>
          {fill(words.confirm)}
        </a>
        <p className="text-xs text-muted">{words.confirmHint}</p>
        <p className="text-center text-xs text-muted">{words.other}</p>
      </div>
    )
  return (
    <form action={action} className="grid gap-3" data-one-click="">
      <input type="hidden" name="impression" value={data.impression} />
      <input type="hidden" name="locale" value={locale} />
      <SubmitButton className={buttonStyle('primary')} pendingLabel={words.pending}>
        <span>
          {fill(words.label)}
          <span className="sr-only">, {total}</span>
        </span>
      </SubmitButton>
      <p className="text-xs text-muted">{fill(words.terms)}</p>
      <p className="text-center text-xs text-muted">{words.other}</p>
    </form>
  )
}

/** Asks whether this shopper may be charged with one click, and if so draws the button. */
export function BuyNowForm(props: BuyNowProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Form {...props} />
    </QueryClientProvider>
  )
}
