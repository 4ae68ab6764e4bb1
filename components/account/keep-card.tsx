import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { cardBrand } from '@/lib/card-brand'
import { keepCardAction } from '@/lib/customers/actions'
import type { CardOfOrder } from '@/lib/customers/view'
import { paths } from '@/lib/paths'

type Props = { card: CardOfOrder; orderId: string; locale: string }

/** Asks to keep the card of an order for one click: after it is paid, on its own, and with nothing ticked. */
export function KeepCard({ card, orderId, locale }: Props) {
  const t = useTranslations('account.keep')
  const name = `${cardBrand(card.brand)} •••• ${card.lastFour}`
  if (card.state === 'kept')
    return (
      <p className="text-sm text-muted">
        {t('done', { card: name })}{' '}
        <a href={paths.account(locale)} className="link">
          {t('link')}
        </a>
      </p>
    )
  return (
    <section aria-labelledby="keep" className="grid gap-3 rounded-lg border border-line p-6 text-sm">
      <h2 id="keep" className="text-base tracking-normal">
        {t('title')}
      </h2>
      <p className="text-muted">{t('text', { card: name })}</p>
      <form action={keepCardAction} className="grid">
        <input type="hidden" name="order" value={orderId} />
        <input type="hidden" name="locale" value={locale} />
        <SubmitButton className={buttonStyle('secondary')} pendingLabel={t('pending')}>
          {t('action')}
        </SubmitButton>
      </form>
    </section>
  )
}
