import { useTranslations } from 'next-intl'
import { ProductRow } from '@/components/catalog/product-row'
import { OfferFields } from '@/components/offers/offer-fields'
import { buttonStyle } from '@/components/ui/button'
import { StateScreen } from '@/components/ui/state-screen'
import { SubmitButton } from '@/components/ui/submit-button'
import { formatMoney } from '@/lib/money'
import { acceptOfferAction, declineOfferAction, payAnotherWayAction } from '@/lib/offers/actions'
import type { DeclineReason, OfferView } from '@/lib/offers/view'

type Props = { offer: OfferView; locale: string; reason: DeclineReason }

/**
 * A yes whose payment did not go through. The same card is offered again only when nothing ever reached the
 * bank.
 */
export function DeclinedOffer({ offer, locale, reason }: Props) {
  const t = useTranslations('offers')
  const { product, path } = offer
  const total = formatMoney(offer.total, locale)
  const again = reason === 'not_sent' && path === 'one_click'
  return (
    <StateScreen
      icon="alert"
      tone="danger"
      title={t('state.declined.title')}
      body={
        <>
          <p>
            <strong className="font-strong text-ink">{t(`reason.${reason}`)}</strong>{' '}
            {t('state.declined.rest')}
          </p>
          <p>
            {t('state.declined.notAgain')} {t('state.declined.otherHint')}
          </p>
        </>
      }
    >
      <div className="rounded-md border border-line p-4">
        <ProductRow product={product} sum={total} />
      </div>
      <form className="grid gap-2.5 pt-2">
        <OfferFields offer={offer} locale={locale} />
        {again ? (
          <SubmitButton
            formAction={acceptOfferAction}
            className={buttonStyle('primary')}
            pendingLabel={t('processing')}
          >
            <span>
              {t('pay', { total })} <span className="sr-only">{t('payFor', { product: product.name })}</span>
            </span>
          </SubmitButton>
        ) : null}
        <SubmitButton
          formAction={payAnotherWayAction}
          className={buttonStyle(again ? 'secondary' : 'primary')}
          pendingLabel={t('processing')}
        >
          {t('state.declined.other')}
        </SubmitButton>
        <SubmitButton
          formAction={declineOfferAction}
          className={buttonStyle('secondary')}
          pendingLabel={t('processing')}
        >
          {offer.order.paid ? t('decline') : t('declineToShop')}
        </SubmitButton>
      </form>
    </StateScreen>
  )
}
