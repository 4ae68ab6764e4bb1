'use client'

import { type AbstractIntlMessages, NextIntlClientProvider } from 'next-intl'
import { useEffect, useState } from 'react'
import { OfferScreen } from '@/components/offers/offer-screen'
import type { Step } from '@/lib/funnels/definition'
import { type EditorProduct, toPreview } from '@/lib/funnels/editor-view'
import type { Locale } from '@/lib/i18n/routing'

type Props = {
  first: Step | null
  products: EditorProduct[]
  locale: Locale
  messages: AbstractIntlMessages
  now: string
}

/** Draws the shopper's own offer page from what the editor around it sends. It can be looked at and not used. */
export function PreviewPage({ first, products, locale, messages, now }: Props) {
  const [step, setStep] = useState(first)
  useEffect(() => {
    const take = ({ origin, source, data }: MessageEvent<{ step?: Step }>) => {
      if (origin === window.location.origin && source === window.parent && data.step) setStep(data.step)
    }
    window.addEventListener('message', take)
    if (window.parent !== window) window.parent.postMessage('preview ready', window.location.origin)
    return () => window.removeEventListener('message', take)
  }, [])
  if (!step) return null
  const product = products.find(({ id }) => id === step.product) ?? null
  const bought = products.find(({ id, kind }) => id !== step.product && kind === 'one_time') ?? null
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <div inert>
        <OfferScreen
          offer={toPreview(step, { product, bought, locale, now: new Date(now) })}
          locale={locale}
        />
      </div>
    </NextIntlClientProvider>
  )
}
