import type { Money } from '@/lib/money'
import type { DeclineReason } from '@/lib/offers/view'
import type { RefundProgress } from '@/lib/refunds/state'

/** Where the first purchase of the order stands. */
export type OrderState =
  | 'paid'
  /** Paid on the hosted page, but the provider has not settled it yet. */
  | 'confirming'
  | 'declined'
  /** The shopper came back without paying; the same checkout can be continued. */
  | 'cancelled'
  /** The checkout ran out. */
  | 'abandoned'
  /** The checkout was opened and nothing came back yet. */
  | 'open'
  /** Something does not add up; a person looks at it, nothing is charged again. */
  | 'under_review'
  /** Was paid, and everything in it has been given back. */
  | 'refunded'
  /** The only payment came when it was not to be paid any more; the money goes back. */
  | 'given_back'

export type EntitlementView =
  | { kind: 'library'; href: string }
  | { kind: 'license_key'; licenseKey: string; seats: number }
  | { kind: 'download'; href: string; fileName: string }

export type OrderLineView = {
  id: string
  name: string
  slug: string
  art: string
  state: 'paid' | 'pending' | 'checking' | 'withdrawn'
  /** True for lines that came from an offer after the order had begun. */
  fromOffer: boolean
  subtotal: Money
  tax: Money
  total: Money
  /** Where a plan is managed; null for everything else. */
  planHref: string | null
  entitlements: EntitlementView[]
  /** Until when it can be undone, as an ISO time; null where it cannot. */
  undoUntil: string | null
  withdrawn: WithdrawnView | null
  /** What takes its place, while its own money is not back yet. */
  replacing: { by: string; refund: RefundProgress } | null
  /** What it took the place of. */
  replaces: string | null
}

/** What became of a line that was taken back. */
export type WithdrawnView = {
  by: 'undone' | 'refunded' | 'replaced'
  /** The name of what took its place. */
  replacedBy: string | null
  refund: RefundProgress
  /** What its buyer had of it. */
  had: EntitlementView['kind'] | null
}

/** Everything the order page shows. */
export type OrderView = {
  id: string
  number: number
  state: OrderState
  declineReason: DeclineReason | null
  placedAt: string
  email: string | null
  /** What is being bought, shown while nothing is paid yet. */
  product: { slug: string; name: string; art: string; price: Money }
  /** What was ticked beside the buy button, shown while nothing is paid yet. */
  added: { name: string; art: string; price: Money } | null
  lines: OrderLineView[]
  totals: Money[]
  /** Payments that were too much and go back. */
  tooMuch: { paymentNumber: number; total: Money; refund: RefundProgress }[]
  card: { brand: string; lastFour: string } | null
  /** The address that makes a guest's order findable in every browser, once its mailbox is proved. */
  claimableBy: string | null
  /** Where an order that began with one click on a product page is decided, while it is not paid. */
  atOffer: string | null
  /** An offer that is still open, if the shopper left it. */
  openOffer: { href: string } | null
}
