/** A kept card as its owner sees it; the provider's id stays on the server. */
export type KeptCard = {
  id: string
  brand: string
  lastFour: string
  expiry: { month: number; year: number } | null
  /** The one that one click charges. */
  chosen: boolean
}

/** What an order's page says of keeping its card: asks for it, or tells that it is kept. */
export type CardOfOrder = { state: 'ask' | 'kept'; brand: string; lastFour: string }
