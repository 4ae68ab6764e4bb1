import type { BillingInterval } from '@/lib/catalog/view'
import type { Money } from '@/lib/money'

export type OfferKind = 'upsell' | 'downsell' | 'cross_sell'

/** How a yes will be paid, decided before the page is drawn. */
export type PaymentPath = 'one_click' | 'hosted_checkout'

/** Why one click is not possible, recorded with the impression. */
export type PathReason =
  | 'saved_method'
  | 'no_saved_method'
  | 'card_expired'
  | 'currency_mismatch'
  | 'paused'
  /** The order was paid in another browser, or its card has been removed: decided anew for each viewer. */
  | 'not_yours_to_charge'

/** A saved card as its owner may see it; the provider's id stays on the server. */
export type CardOnFile = { brand: string; lastFour: string; expiry: { month: number; year: number } | null }

/** What happened to the charge, in the words of the customer's side. */
export type DeclineReason =
  | 'declined'
  | 'insufficient_funds'
  | 'card_expired'
  | 'bank_check_failed'
  | 'try_other_card'
  | 'not_sent'
  /** Nobody could find a charge, and an operator has let the purchase go on. */
  | 'no_answer'

export type OfferState =
  | { name: 'ready' }
  /** The charge was sent and the bank has it. */
  | { name: 'processing' }
  /** The bank wants to hear from the customer; `href` leads there. */
  | { name: 'bank_check'; href: string }
  /** Taken to the standard checkout and not back yet; `href` leads on there. */
  | { name: 'at_checkout'; href: string }
  | { name: 'paid' }
  | { name: 'declined'; reason: DeclineReason }
  /** No answer came: we are finding out, and never charge again meanwhile. */
  | { name: 'checking' }
  /** Bought with one click and taken back by the customer. */
  | { name: 'undone' }
  /** Paid when it was not to be paid any more; the money goes back. */
  | { name: 'given_back' }
  | { name: 'passed' }
  | { name: 'expired' }
  | { name: 'already_bought' }
  | { name: 'unavailable' }

/** Everything the offer page shows. Amounts are the provider's own preview. */
export type OfferView = {
  impressionId: string
  /** The last try to pay for it that this page knows of: only a page that has seen it fail may ask for another. */
  attemptId: string | null
  order: { id: string; number: number; paid: boolean }
  kind: OfferKind
  headline: string
  body: string
  facts: string[]
  product: { slug: string; name: string; art: string }
  /** What was just bought, where the offer wants to be compared with it. */
  bought: { name: string; art: string; facts: string[] } | null
  /** What a bundle includes, and what of it is theirs already; none where it is no bundle. */
  inside: { name: string; owned: boolean }[]
  quantity: number
  /** The quantities to choose from, each with its total; none where there is no choice. */
  choices: { quantity: number; total: Money; mostChosen: boolean }[]
  subtotal: Money
  /** What the provider's discount code takes off, before tax; already taken off the subtotal. */
  saving: Money | null
  /** The lowest price of the thirty days before, where this one is lower (lib/prices/compare-at.ts). */
  compareAt: Money | null
  tax: Money | null
  total: Money
  /** What it takes the place of, what was paid for that and goes back, and what both sums leave to pay; null to add. */
  swap: { name: string; goesBack: Money; difference: Money; card: Omit<CardOnFile, 'expiry'> | null } | null
  renewal: { price: Money; interval: BillingInterval } | null
  path: PaymentPath
  pathReason: PathReason
  /** The lines that the law of a market asks for. */
  legal: string[]
  card: CardOnFile | null
  /** ISO time; the offer is refused after it. */
  expiresAt: string
  /** For how long the purchase can be undone; null where it cannot. */
  undoMinutes: number | null
  state: OfferState
}
