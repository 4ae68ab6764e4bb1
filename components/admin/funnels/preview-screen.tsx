import { NextIntlClientProvider, useMessages, useTranslations } from 'next-intl'
import { LiveOffer } from '@/components/admin/funnels/live-offer'
import { MoneyFrame } from '@/components/shell/money-frame'
import { Icon } from '@/components/ui/icon'
import { isOwnPage } from '@/lib/funnels/check-place'
import type { Preview } from '@/lib/funnels/preview-offer'
import { formatMoney } from '@/lib/money'

/** An offer as its shopper will see it, marked as what it is. */
export function PreviewScreen({ preview, locale }: { preview: Preview | null; locale: string }) {
  const t = useTranslations('builder.preview')
  const places = useTranslations('builder.place')
  const catalog = useTranslations('catalog.product')
  const offer = preview?.offer
  const place = preview && !isOwnPage(preview.placement) ? preview.placement : null
  const { offers, shell } = useMessages()
  return (
    <>
      <p className="flex items-center justify-center gap-2 bg-ink px-4 py-2 text-xs font-strong text-canvas">
        <Icon name="info" className="size-4" />
        {t('mark')}
      </p>
      <MoneyFrame>
        {offer && preview ? (
          <>
            {place === 'order_bump' || place === 'order_page' || place === 'account' ? (
              <p className="shell pt-6 text-sm text-muted">{places(place)}</p>
            ) : null}
            <div className="sr-only">
              <h1>{offer.headline}</h1>
              <p>{offer.body}</p>
              <ul>
                {[...offer.facts, ...offer.legal].map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              <p>{t('total', { total: formatMoney(offer.total, locale) })}</p>
            </div>
            <NextIntlClientProvider messages={{ offers, shell }}>
              <LiveOffer
                {...preview}
                locale={locale}
                addLabel={catalog('add', { product: '{product}', price: '{price}' })}
              />
            </NextIntlClientProvider>
          </>
        ) : (
          <div className="shell grid gap-2 py-16 text-center">
            <h1 className="text-lg">{t('nothing')}</h1>
            <p className="text-sm text-muted">{t('nothingHint')}</p>
          </div>
        )}
      </MoneyFrame>
    </>
  )
}
