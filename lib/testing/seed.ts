/** What made-up cases are made from: `SEED=`, else anything; printed, so that a run can be had again. */
export function newSeed(of: string): number {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`${of}: SEED=${seed}`)
  return seed
}

/** How many cases are made up: `SCENARIOS=`, else few enough for every run. */
export const SCENARIOS = Number(process.env.SCENARIOS ?? 24)

/** How long a test may take that plays them all. */
export const SCENARIOS_MS = 120_000 + SCENARIOS * 2_000
