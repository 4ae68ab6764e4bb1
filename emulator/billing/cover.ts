/** Who pays how much of one bill, in minor units. */
export interface Cover {
  credit: number
  wallet: number
  card: number
}

/** Splits a bill over the subscription's credit, then the customer's wallet, then the card. */
export function cover(bill: number, balance: { credit: number; wallet: number }): Cover {
  const credit = Math.min(balance.credit, bill)
  const wallet = Math.min(balance.wallet, bill - credit)
  return { credit, wallet, card: bill - credit - wallet }
}
