import { useTranslations } from 'next-intl'
import { WantedProduct } from '@/components/orders/wanted-product'
import { buttonStyle } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { StateScreen } from '@/components/ui/state-screen'
import { SubmitButton } from '@/components/ui/submit-button'
import { resumeCheckoutAction } from '@/lib/checkout/actions'
import type { OrderView } from '@/lib/orders/view'

type Props = { order: OrderView; locale: string; state: 'open' | 'declined' | 'cancelled' | 'abandoned' }

/** An order nobody has paid for yet: what happened, and the way back to a checkout. */
export function UnpaidOrder({ order, locale, state }: Props) {
  const t = useTranslations('orders')
  const reason = useTranslations('offers.reason')
  return (
    <StateScreen
      icon={state === 'declined' ? 'alert' : state === 'abandoned' ? 'clock' : 'card'}
      tone={state === 'declined' ? 'danger' : 'calm'}
      title={t(`state.${state}.title`)}
      body={
        <p>
          {state === 'declined' && order.declineReason ? (
            <strong className="font-strong text-ink">{reason(order.declineReason)} </strong>
          ) : null}
          {t(`state.${state}.body`)}
        </p>
      }
      actions={
        <>
          <form action={resumeCheckoutAction} className="grid">
            <input type="hidden" name="order" value={order.id} />
            <input type="hidden" name="locale" value={locale} />
            <SubmitButton className={buttonStyle('primary')} pendingLabel={t('opening')}>
              {t(`state.${state}.go`)}
            </SubmitButton>
          </form>
          <ButtonLink href={`/${locale}`} tone="secondary">
            {t('shop')}
          </ButtonLink>
        </>
      }
    >
      <WantedProduct order={order} locale={locale} />
    </StateScreen>
  )
}
