import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ProductRow } from '@/components/catalog/product-row'
import { OfferFields } from '@/components/offers/offer-fields'
import { buttonStyle } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import type { IconName } from '@/components/ui/icon'
import { StateScreen, type StateTone } from '@/components/ui/state-screen'
import { SubmitButton } from '@/components/ui/submit-button'
import { formatMoney } from '@/lib/money'
import { declineOfferAction } from '@/lib/offers/actions'
import type { OfferView } from '@/lib/offers/view'
import { paths } from '@/lib/paths'

type Props = {
  offer: OfferView
  locale: string
  icon: IconName
  tone?: StateTone
  title: string
  body: ReactNode
  /** Where the payment goes on. */
  goOn?: { href: string; text: string }
  /** True where a no still has something to end. */
  declinable?: boolean
  /** True where the product can still be bought in the shop. */
  inShop?: boolean
  /** A second thing to say. */
  more?: ReactNode
  children?: ReactNode
}

/** An offer that is not to be decided now: what became of it, and the way to the order. */
export function OfferOutcome({
  offer,
  locale,
  goOn,
  declinable,
  inShop,
  more,
  children,
  body,
  ...screen
}: Props) {
  const t = useTranslations('offers')
  const { product, order, total } = offer
  return (
    <StateScreen
      {...screen}
      body={
        <>
          <p>{body}</p>
          {more ? <p>{more}</p> : null}
          {children}
        </>
      }
      actions={
        <>
          {goOn ? <ButtonLink href={goOn.href}>{goOn.text}</ButtonLink> : null}
          {declinable ? (
            <form className="grid">
              <OfferFields offer={offer} locale={locale} />
              <SubmitButton
                formAction={declineOfferAction}
                className={buttonStyle('secondary')}
                pendingLabel={t('processing')}
              >
                {offer.order.paid ? t('decline') : t('declineToShop')}
              </SubmitButton>
            </form>
          ) : order.paid ? (
            <ButtonLink
              href={paths.order(locale, order.id)}
              tone={goOn || children ? 'secondary' : 'primary'}
            >
              {t('goToOrder')}
            </ButtonLink>
          ) : null}
          {inShop || !order.paid ? (
            <ButtonLink href={paths.product(locale, product.slug)} tone="secondary">
              {t('seeInShop')}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <div className="rounded-md border border-line p-4">
        <ProductRow product={product} sum={formatMoney(total, locale)} />
      </div>
    </StateScreen>
  )
}
