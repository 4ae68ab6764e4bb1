import type { CountryCode } from 'dodopayments/resources/misc'
import type { DeclineCode } from './declines'

/** What a card does: pays, asks the holder to authenticate, or is refused with a code. */
export type CardOutcome =
  | 'pays'
  | 'authenticate'
  | Exclude<DeclineCode, 'AUTHENTICATION_REQUIRED' | 'MANDATE_REQUIRED'>

export interface TestCard {
  number: string
  network: 'VISA' | 'MASTERCARD'
  country: CountryCode
  /** When the number is typed at a checkout. */
  atCheckout: CardOutcome
  /** When it is charged later as a saved card. */
  later: CardOutcome
  /** Saved with this expiry instead of the typed one. */
  savedExpiry?: { month: string; year: string }
  /** Documented by the provider, or added by this emulator. */
  origin: 'provider' | 'emulator'
}

type Row = [string, TestCard['network'], CountryCode, CardOutcome, CardOutcome, TestCard['origin']]

const ROWS: Row[] = [
  ['4242424242424242', 'VISA', 'US', 'pays', 'pays', 'provider'],
  ['5555555555554444', 'MASTERCARD', 'US', 'pays', 'pays', 'provider'],
  ['4576238912771450', 'VISA', 'IN', 'pays', 'pays', 'provider'],
  ['5409162669381034', 'MASTERCARD', 'IN', 'pays', 'pays', 'provider'],
  ['4000000000000002', 'VISA', 'US', 'GENERIC_DECLINE', 'GENERIC_DECLINE', 'provider'],
  ['4000000000009995', 'MASTERCARD', 'US', 'INSUFFICIENT_FUNDS', 'INSUFFICIENT_FUNDS', 'provider'],
  ['4706131211212123', 'VISA', 'IN', 'GENERIC_DECLINE', 'GENERIC_DECLINE', 'provider'],
  ['5105105105105100', 'MASTERCARD', 'IN', 'GENERIC_DECLINE', 'GENERIC_DECLINE', 'provider'],
  ['4000000000000341', 'VISA', 'US', 'pays', 'GENERIC_DECLINE', 'provider'],
  ['4000002500003155', 'VISA', 'US', 'authenticate', 'authenticate', 'emulator'],
  ['4000002760003184', 'VISA', 'US', 'authenticate', 'authenticate', 'emulator'],
  ['4000003800000446', 'VISA', 'US', 'pays', 'authenticate', 'emulator'],
  ['4000000000004905', 'VISA', 'US', 'pays', 'EXPIRED_CARD', 'emulator'],
  ['4000000000000069', 'VISA', 'US', 'EXPIRED_CARD', 'EXPIRED_CARD', 'emulator'],
  ['4000000000000127', 'VISA', 'US', 'INCORRECT_CVC', 'INCORRECT_CVC', 'emulator'],
  ['4000000000000119', 'VISA', 'US', 'PROCESSING_ERROR', 'PROCESSING_ERROR', 'emulator'],
  ['4000000000009987', 'VISA', 'US', 'LOST_CARD', 'LOST_CARD', 'emulator'],
  ['4000000000009979', 'VISA', 'US', 'STOLEN_CARD', 'STOLEN_CARD', 'emulator'],
]

const STORED_AS_EXPIRED = '4000000000004905'

export const TEST_CARDS: readonly TestCard[] = ROWS.map(
  ([number, network, country, atCheckout, later, origin]) => ({
    number,
    network,
    country,
    atCheckout,
    later,
    origin,
    ...(number === STORED_AS_EXPIRED && { savedExpiry: { month: '01', year: '2020' } }),
  }),
)

export function findTestCard(number: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.number === number)
}

/** The card fields a payment shows. */
export function cardLook(number: string) {
  const card = findTestCard(number)
  return {
    card_last_four: number.slice(-4),
    card_network: card?.network ?? null,
    card_type: 'CREDIT',
    card_issuing_country: card?.country ?? null,
  }
}
