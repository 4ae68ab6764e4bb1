/** The value below which that share of the numbers lies (nearest rank); NaN for none. */
export function percentile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const rank = Math.max(0, Math.ceil(share * sorted.length) - 1)
  return sorted[rank] ?? Number.NaN
}

export const median = (numbers: number[]): number => percentile(numbers, 0.5)
export const p95 = (numbers: number[]): number => percentile(numbers, 0.95)
export const p99 = (numbers: number[]): number => percentile(numbers, 0.99)
