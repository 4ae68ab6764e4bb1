import type { CustomerWalletTransaction } from 'dodopayments/resources/customers/wallets/ledger-entries'
import type { CustomerWallet } from 'dodopayments/resources/customers/wallets/wallets'
import type { Currency } from 'dodopayments/resources/misc'
import { BUSINESS_ID, type Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { newId } from '../ids'
import type { WalletEntryRow } from '../state/rows'
import type { Store } from '../state/store'

export interface WalletMovement {
  customerId: string
  currency: Currency
  /** Minor units, positive for a credit and negative for a debit. */
  amount: number
  event_type: CustomerWalletTransaction['event_type']
  reason?: string | null | undefined
  reference_object_id?: string | null
  idempotency_key?: string | null | undefined
}

/** A customer's balance in one currency, in minor units. */
export function walletBalance(store: Store, customerId: string, currency: Currency): number {
  return entriesOf(store, customerId, currency).at(-1)?.after_balance ?? 0
}

/**
 * Writes one movement into a customer's wallet. Throws an {@link ApiError} when it would fall below zero. A repeated
 * idempotency key writes nothing.
 */
export function moveWallet({ store, now }: Emulator, movement: WalletMovement): void {
  const { customerId, currency, amount } = movement
  const key = movement.idempotency_key ?? null
  const entries = entriesOf(store, customerId, currency)
  if (key !== null && entries.some((entry) => entry.idempotency_key === key)) return
  const before = entries.at(-1)?.after_balance ?? 0
  if (before + amount < 0) {
    throw new ApiError(400, 'INSUFFICIENT_WALLET_FUNDS', `The wallet holds ${before} ${currency} only`)
  }
  store.walletEntries.put({
    id: newId('cwt'),
    business_id: BUSINESS_ID,
    customer_id: customerId,
    currency,
    amount: Math.abs(amount),
    before_balance: before,
    after_balance: before + amount,
    is_credit: amount >= 0,
    event_type: movement.event_type,
    reason: movement.reason ?? null,
    reference_object_id: movement.reference_object_id ?? null,
    created_at: now().toISOString(),
    idempotency_key: key,
  })
}

/** One wallet per currency that ever moved. */
export function walletsOf(store: Store, customerId: string): CustomerWallet[] {
  const currencies = new Set(entriesOf(store, customerId).map((entry) => entry.currency))
  return [...currencies].map((currency) => walletOf(store, customerId, currency))
}

export function walletOf(store: Store, customerId: string, currency: Currency): CustomerWallet {
  const entries = entriesOf(store, customerId, currency)
  return {
    customer_id: customerId,
    currency,
    balance: entries.at(-1)?.after_balance ?? 0,
    created_at: entries[0]?.created_at ?? '',
    updated_at: entries.at(-1)?.created_at ?? '',
  }
}

/** The movements of a customer, oldest first. */
export function entriesOf(store: Store, customerId: string, currency?: Currency): WalletEntryRow[] {
  return store.walletEntries
    .all()
    .filter((entry) => entry.customer_id === customerId)
    .filter((entry) => currency === undefined || entry.currency === currency)
}
