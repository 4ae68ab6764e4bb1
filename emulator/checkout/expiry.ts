import type { Emulator } from '../emulator'
import type { Store } from '../state/store'
import type { DueWork } from '../time/timekeeper'
import { settlePayment } from './settle-payment'

/** The next checkout whose time runs out while its payment still waits for the card holder. */
export function nextCheckoutExpiry(emulator: Emulator): DueWork | null {
  let first: DueWork | null = null
  for (const { at, id } of waitingCheckouts(emulator.store)) {
    if (first === null || at < first.at) {
      first = {
        at,
        what: `checkout expiry ${id}`,
        run: () => void settlePayment(emulator, id, { status: 'cancelled' }),
      }
    }
  }
  return first
}

function waitingCheckouts(store: Store): { at: number; id: string }[] {
  return store.payments
    .all()
    .filter((row) => row.status === 'requires_customer_action' || row.status === 'requires_payment_method')
    .flatMap((row) => {
      const session = store.sessions.get(row.checkout_session_id ?? '')
      const ends = session?.expires_at ?? row.internal.charge?.expires_at
      return ends ? [{ at: Date.parse(ends), id: row.payment_id }] : []
    })
}
