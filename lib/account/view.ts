import type { KeptCard } from '@/lib/customers/view'
import type { Money } from '@/lib/money'
import type { EntitlementView } from '@/lib/orders/view'

export type AccountOrder = {
  id: string
  number: number
  /** ISO time. */
  paidAt: string
  products: string[]
  totals: Money[]
}

export type LibraryItem = { id: string; name: string; art: string; entitlement: EntitlementView }

/** Everything the account page shows. */
export type AccountView = {
  email: string
  offersOff: boolean
  orders: AccountOrder[]
  library: LibraryItem[]
  cards: KeptCard[]
}

export const ACCOUNT_NOTICES = [
  'card_removed',
  'card_chosen',
  'card_gone',
  'offers_on',
  'offers_off',
  'signed_out',
] as const
export type AccountNotice = (typeof ACCOUNT_NOTICES)[number]
