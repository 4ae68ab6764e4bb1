/** Merchant-facing texts of the decline codes this emulator can produce. */
export const DECLINE_MESSAGES = {
  GENERIC_DECLINE: 'The card was declined for an unspecified reason. Ask the customer to use another card.',
  INSUFFICIENT_FUNDS: 'The card has insufficient funds. Ask the customer to use another card.',
  EXPIRED_CARD: 'The card has expired. Ask the customer to use another card.',
  INCORRECT_CVC: 'The security code is incorrect. Ask the customer to check it and try again.',
  PROCESSING_ERROR: 'The card could not be processed. Retry; if it persists, ask for another card.',
  LOST_CARD: 'The card was reported lost. Do not retry, and do not tell the customer why.',
  STOLEN_CARD: 'The card was reported stolen. Do not retry, and do not tell the customer why.',
  AUTHENTICATION_FAILURE: 'The customer did not pass authentication. Ask them to try again.',
  AUTHENTICATION_REQUIRED: 'The bank wants the card holder present. Ask the customer to pay on a page.',
  MANDATE_REQUIRED: 'There is no saved payment method to charge. Ask the customer for one.',
} as const

export type DeclineCode = keyof typeof DECLINE_MESSAGES

/** Codes after which the same card is not tried again by itself. */
const HARD: ReadonlySet<string> = new Set<DeclineCode>(['EXPIRED_CARD', 'LOST_CARD', 'STOLEN_CARD'])

export function isHardDecline(code: string | null | undefined): boolean {
  return code !== null && code !== undefined && HARD.has(code)
}

export const DECLINE_CODES = Object.keys(DECLINE_MESSAGES) as [DeclineCode, ...DeclineCode[]]
