import type { OfferView } from '@/lib/offers/view'

/** What every form of an offer sends: which one and what its page knows of, never a price. */
export function OfferFields({ offer, locale }: { offer: OfferView; locale: string }) {
  return (
    <>
      <input type="hidden" name="impression" value={offer.impressionId} />
      {offer.attemptId ? <input type="hidden" name="attempt" value={offer.attemptId} /> : null}
      {offer.choices.length > 0 ? <input type="hidden" name="quantity" value={offer.quantity} /> : null}
      <input type="hidden" name="locale" value={locale} />
    </>
  )
}
