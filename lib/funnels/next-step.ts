import type { Step } from './definition'

/** How the last offer ended. `open` means the shopper still has to answer, or the bank has. */
export type Outcome = 'open' | 'accepted' | 'declined' | 'failed' | 'expired'

/** The steps that may be shown, in the order in which they are tried: each is passed over along its declined edge. */
export function waysFrom(steps: ReadonlyMap<string, Step>, startKey: string | null): Step[] {
  const tried = new Map<string, Step>()
  for (let key = startKey; key !== null && !tried.has(key); ) {
    const step = steps.get(key)
    if (!step) break
    tried.set(key, step)
    key = step.edges.declined
  }
  return [...tried.values()]
}
