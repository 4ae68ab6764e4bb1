import { useTranslations } from 'next-intl'
import { ProductArt } from '@/components/catalog/product-art'
import { Comparison } from '@/components/offers/comparison'
import { Deadline } from '@/components/offers/deadline'
import { Inside } from '@/components/offers/inside'
import { OfferFields } from '@/components/offers/offer-fields'
import { OfferPrice } from '@/components/offers/offer-price'
import { OfferTerms } from '@/components/offers/offer-terms'
import { PayRow } from '@/components/offers/pay-row'
import { QuantityChoice } from '@/components/offers/quantity-choice'
import { buttonStyle } from '@/components/ui/button'
import { Facts } from '@/components/ui/facts'
import { FocusHeading } from '@/components/ui/focus-heading'
import { SubmitButton } from '@/components/ui/submit-button'
import { formatMoney } from '@/lib/money'
import { acceptOfferAction, declineOfferAction } from '@/lib/offers/actions'
import type { OfferView } from '@/lib/offers/view'

/** The offer itself: one column of what it is, one of what it costs. On a phone the buttons stay in reach. */
export function ReadyOffer({ offer, locale }: { offer: OfferView; locale: string }) {
  const t = useTranslations('offers')
  const total = formatMoney(offer.total, locale)
  const product = offer.product.name
  const oneClick = offer.path === 'one_click'
  return (
    <form className="shell grid gap-x-16 gap-y-6 py-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_auto_auto_1fr] lg:py-14">
      <OfferFields offer={offer} locale={locale} />
      <div className="grid content-start gap-6 lg:row-span-4 lg:gap-8">
        <FocusHeading className="text-xl">
          {offer.headline}
          <span className="sr-only">{t('headlineSum', { product, total })}</span>
        </FocusHeading>
        <ProductArt art={offer.product.art} className="aspect-4/3 rounded-lg sm:aspect-16/9" priority />
        <p>{offer.body}</p>
        {offer.bought ? (
          <Comparison bought={offer.bought} facts={offer.facts} swap={offer.swap !== null} />
        ) : (
          <Facts items={offer.facts} />
        )}
        <Inside parts={offer.inside} />
      </div>
      <div className="grid gap-4">
        <QuantityChoice offer={offer} locale={locale} />
        <OfferPrice offer={offer} locale={locale} />
      </div>
      {oneClick ? (
        <PayRow card={offer.card} />
      ) : (
        <p className="rounded-md bg-surface px-4 py-3 text-sm">
          {offer.pathReason === 'saved_method' ? null : t(`pathReason.${offer.pathReason}`)}
        </p>
      )}
      <div className="grid gap-2.5 bg-canvas max-lg:-mx-5 max-lg:border-t max-lg:border-line max-lg:px-5 max-lg:py-3 max-sm:tall:sticky max-sm:tall:bottom-0 sm:max-lg:-mx-8 sm:max-lg:px-8">
        {offer.renewal ? (
          <p aria-hidden="true" className="text-center text-xs text-muted sm:hidden">
            {t(`renewalShort.${offer.renewal.interval}`, { price: formatMoney(offer.renewal.price, locale) })}
          </p>
        ) : null}
        {offer.swap ? (
          <p aria-hidden="true" className="text-center text-xs text-muted sm:hidden">
            {t('swap.short', {
              goesBack: formatMoney(offer.swap.goesBack, locale),
              difference: formatMoney(offer.swap.difference, locale),
            })}
          </p>
        ) : null}
        <SubmitButton
          formAction={acceptOfferAction}
          className={buttonStyle('primary')}
          pendingLabel={t('processing')}
        >
          <span>
            {oneClick ? t('pay', { total }) : t('toCheckout')}
            <span className="sr-only">
              {' '}
              {oneClick ? t('payFor', { product }) : t('toCheckoutFor', { product, total })}
            </span>
          </span>
        </SubmitButton>
        <SubmitButton
          formAction={declineOfferAction}
          className={buttonStyle('secondary')}
          pendingLabel={t('processing')}
        >
          {offer.order.paid ? t(offer.swap ? 'swap.decline' : 'decline') : t('declineToShop')}
        </SubmitButton>
      </div>
      <div className="grid content-start gap-2 text-xs text-muted">
        <OfferTerms offer={offer} />
        <Deadline iso={offer.expiresAt} locale={locale} />
        {offer.legal.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </form>
  )
}
