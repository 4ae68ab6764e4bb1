'use client'
import { useEffect, useState } from 'react'
import { OfferScreen } from '@/components/offers/offer-screen'
import { type LiveTexts, PREVIEW_READY, readLiveTexts } from '@/lib/funnels/live-texts'
import type { OfferView } from '@/lib/offers/view'

/** The real offer page with what is being typed in the editor around it. Nothing in it can be pressed or focused. */
export function LiveOffer({ offer, locale }: { offer: OfferView; locale: string }) {
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
      <OfferScreen offer={shown} locale={locale} />
    </div>
  )
}
