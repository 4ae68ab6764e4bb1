/** How an offer has done: shown, paid for, and of those given back. */
export type Record = { shown: number; paid: number; givenBack: number }

/** What is assumed of an offer nobody has seen: taken by one in twenty, given back by one in ten; as firm as 50 views. */
const PRIOR = { views: 50, paid: 2.5, givenBack: 0.25 }

/**
 * What showing an offer once is worth: the price times the chance that it is bought and kept. A new offer begins at the
 * prior and moves to its own record as views come in (the mean of a beta distribution).
 */
export function expectedValue(record: Record | undefined, priceMinor: number): number {
  const { shown, paid, givenBack } = record ?? { shown: 0, paid: 0, givenBack: 0 }
  const rate = (paid + PRIOR.paid) / (shown + PRIOR.views)
  const kept = 1 - (givenBack + PRIOR.givenBack) / (paid + PRIOR.paid)
  return priceMinor * rate * kept
}
