import { useLocale, useTranslations } from 'next-intl'
import { BumpBox } from '@/components/catalog/bump-box'
import { BuyNow } from '@/components/catalog/buy-now'
import { buttonStyle } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import type { BumpView } from '@/lib/bumps/view'
import type { ProductDetails } from '@/lib/catalog/view'
import { startCheckoutAction } from '@/lib/checkout/actions'
import { formatMoney } from '@/lib/money'
import { acceptOfferAction } from '@/lib/offers/actions'

// The browser fills these in, once it knows the card.
const PLACES = { card: '{card}', total: '{total}' }
const BUMP_PLACES = { product: '{product}', price: '{price}' }

/** The way to buy: the standard checkout for everyone, one click above it for whom we may charge. */
export function BuyForm({ product, bump }: { product: ProductDetails; bump: BumpView | null }) {
  const t = useTranslations('catalog.product')
  const buyNow = useTranslations('catalog.buyNow')
  const locale = useLocale()
  const price = formatMoney(product.price, locale)
  return (
    <div className="group/buy grid gap-3">
      <BuyNow
        product={product.slug}
        locale={locale}
        action={acceptOfferAction}
        words={{
          label: buyNow('label', PLACES),
          terms: buyNow('terms', PLACES),
          pending: buyNow('pending'),
          other: buyNow('other'),
          confirm: buyNow('confirm', PLACES),
          confirmHint: buyNow('confirmHint'),
        }}
      />
      <form action={startCheckoutAction} className="group/form grid gap-3">
        <input type="hidden" name="product" value={product.slug} />
        <input type="hidden" name="locale" value={locale} />
        <BumpBox product={product.slug} locale={locale} bump={bump} label={t('add', BUMP_PLACES)} />
        <SubmitButton
          className={`${buttonStyle('primary')} group-has-data-one-click/buy:border-edge group-has-data-one-click/buy:bg-canvas group-has-data-one-click/buy:text-ink`}
          pendingLabel={t('pending')}
        >
          <span className="group-has-[[name=add]:checked]/form:hidden">
            {product.interval ? t(`subscribe.${product.interval}`, { price }) : t('buy', { price })}
          </span>
          {/* What both come to, tax included, is for the provider to say. */}
          <span className="hidden group-has-[[name=add]:checked]/form:inline">{t('buyBoth')}</span>
        </SubmitButton>
      </form>
      <div className="grid gap-1.5 text-xs text-muted">
        <p>{product.interval ? t(`renews.${product.interval}`) : t('tax')}</p>
        <p className="flex gap-2">
          <Icon name="lock" className="mt-0.5 size-4" />
          {t('secure')}
        </p>
      </div>
    </div>
  )
}
