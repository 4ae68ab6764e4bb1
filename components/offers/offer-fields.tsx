import type { OfferView } from '@/lib/offers/view'

/** What every form of an offer sends: which one, never a price. */
export function OfferFields({ offer, locale }: { offer: OfferView; locale: string }) {
  return (
    <>
      <input type="hidden" name="impression" value={offer.impressionId} />
      <input type="hidden" name="locale" value={locale} />
    </>
  )
}
