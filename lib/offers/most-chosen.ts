/** Fewer yeses say nothing about what people choose. */
const ENOUGH = 100

/** How often a quantity was bought where there was a choice. */
export type Chosen = { quantity: number; count: number }

/** The quantity that more than half of at least a hundred buyers chose; null where there is none. */
export function mostChosen(chosen: readonly Chosen[]): number | null {
  const all = chosen.reduce((sum, { count }) => sum + count, 0)
  return (all >= ENOUGH && chosen.find(({ count }) => count * 2 > all)?.quantity) || null
}
