import { PaidOrder } from '@/components/orders/paid-order'
import { UnpaidOrder } from '@/components/orders/unpaid-order'
import { WaitingOrder } from '@/components/orders/waiting-order'
import type { CardOfOrder } from '@/lib/customers/view'
import type { OrderView } from '@/lib/orders/view'
import type { SuggestionView } from '@/lib/suggestions/view'

type Props = {
  order: OrderView
  /** The card that paid it, where its owner may keep it. */
  card: CardOfOrder | null
  locale: string /** Came here from wanting a second plan. */
  alreadyHasPlan?: boolean
  /** Wanted to undo what could not be undone (any more). */
  undoRefused?: boolean
  /** What goes with it, if anything. */
  suggestion?: SuggestionView | null
}

/** The whole order page, in whatever state the order is. */
export function OrderScreen(props: Props) {
  const { order, card, locale, alreadyHasPlan = false, undoRefused = false, suggestion = null } = props
  const { state } = order
  switch (state) {
    case 'paid':
    case 'refunded':
      return (
        <PaidOrder
          order={order}
          card={card}
          locale={locale}
          alreadyHasPlan={alreadyHasPlan}
          undoRefused={undoRefused}
          suggestion={suggestion}
        />
      )
    case 'confirming':
    case 'under_review':
    case 'given_back':
      return <WaitingOrder order={order} locale={locale} state={state} />
    case 'open':
    case 'declined':
    case 'cancelled':
    case 'abandoned':
      return <UnpaidOrder order={order} locale={locale} state={state} />
  }
}
