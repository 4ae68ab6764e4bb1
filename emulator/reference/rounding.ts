/** To whole minor units, halves away from zero, so that a credit mirrors the charge it takes back. */
export function roundHalfUp(amount: number): number {
  return amount < 0 ? -Math.floor(-amount + 0.5) : Math.floor(amount + 0.5)
}
