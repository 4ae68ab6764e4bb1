import { useTranslations } from 'next-intl'
import { TooMuch } from '@/components/orders/too-much'
import { WantedProduct } from '@/components/orders/wanted-product'
import { StateScreen } from '@/components/ui/state-screen'
import { Waiting } from '@/components/ui/waiting'
import type { OrderView } from '@/lib/orders/view'
import { paths } from '@/lib/paths'

type Props = { order: OrderView; locale: string; state: 'confirming' | 'under_review' | 'given_back' }

/** An order whose payment is not settled: nothing to do for the shopper but know it. */
export function WaitingOrder({ order, locale, state }: Props) {
  const t = useTranslations('orders')
  return (
    <StateScreen
      icon={state === 'confirming' ? 'spinner' : state === 'given_back' ? 'back' : 'clock'}
      title={t(`state.${state}.title`)}
      body={
        <>
          <p>{t(`state.${state}.body`)}</p>
          {state === 'confirming' ? (
            <Waiting
              url={`/api/orders/${order.id}/status?locale=${locale}`}
              reload={paths.return(locale, order.id)}
            />
          ) : null}
        </>
      }
    >
      <WantedProduct order={order} locale={locale} />
      <TooMuch order={order} locale={locale} />
    </StateScreen>
  )
}
