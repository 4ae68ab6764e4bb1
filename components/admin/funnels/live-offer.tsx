'use client'
import { useEffect, useState } from 'react'
import { BumpChoice } from '@/components/catalog/bump-choice'
import { OfferScreen } from '@/components/offers/offer-screen'
import { SuggestionCard } from '@/components/offers/suggestion-card'
import { type LiveTexts, PREVIEW_READY, readLiveTexts } from '@/lib/funnels/live-texts'
import type { Preview } from '@/lib/funnels/preview-offer'

type Props = Preview & {
  locale: string
  /** With the places {product} and {price}. */
  addLabel: string
}

/** The real offer page, box or card, with what is being typed in the editor around it. Nothing in it can be pressed or focused. */
export function LiveOffer({ offer, placement, locale, addLabel }: Props) {
  const [live, setLive] = useState<LiveTexts | null>(null)
  useEffect(() => {
    const hear = ({ origin, data }: MessageEvent<unknown>) => {
      const texts = origin === window.location.origin ? readLiveTexts(data) : null
      if (texts) setLive(texts)
    }
    window.addEventListener('message', hear)
    if (window.parent !== window) window.parent.postMessage(PREVIEW_READY, window.location.origin)
    return () => window.removeEventListener('message', hear)
  }, [])
  const shown = live ? { ...offer, ...live, headline: live.headline || offer.product.name } : offer
  return (
    <div inert>
      <AtItsPlace offer={shown} placement={placement} locale={locale} addLabel={addLabel} />
    </div>
  )
}

function AtItsPlace({ offer, placement, locale, addLabel }: Props) {
  const { headline, body, impressionId, total, renewal, product } = offer
  switch (placement) {
    case 'post_purchase':
    case 'product_page':
      return <OfferScreen offer={offer} locale={locale} />
    case 'order_bump':
      return (
        <div className="shell max-w-sm py-6">
          <BumpChoice
            bump={{ ...product, token: '', headline, price: total }}
            locale={locale}
            label={addLabel}
          />
        </div>
      )
    case 'order_page':
    case 'account':
      return (
        <div className="shell max-w-3xl py-6">
          <SuggestionCard
            suggestion={{
              ...{ ...product, impressionId, headline, body },
              ...{ price: total, interval: renewal?.interval ?? null },
            }}
            place={placement}
            locale={locale}
          />
        </div>
      )
  }
}
