/** A step of a funnel's tree; null ends the funnel. */
export type Step = {
  id: string
  offerId: string
  acceptedId: string | null
  declinedId: string | null
  failedId: string | null
}

/** How the last offer ended. `open` means the shopper still has to answer, or the bank has. */
export type Outcome = 'open' | 'accepted' | 'declined' | 'failed' | 'expired'

/** The step an outcome leads to, or null at the end. Whoever lets an offer expire is not asked again. */
export function followEdge(step: Step, outcome: Exclude<Outcome, 'open'>): string | null {
  switch (outcome) {
    case 'accepted':
      return step.acceptedId
    case 'declined':
      return step.declinedId
    case 'failed':
      return step.failedId
    case 'expired':
      return null
  }
}

/**
 * The first step from `startId` whose offer may be shown. One that may not is passed over along its declined
 * edge; a loop in the tree ends the walk.
 */
export function firstShowable(
  steps: ReadonlyMap<string, Step>,
  startId: string | null,
  mayShow: (offerId: string) => boolean,
): Step | null {
  const seen = new Set<string>()
  for (let id = startId; id !== null && !seen.has(id); ) {
    seen.add(id)
    const step = steps.get(id)
    if (!step) return null
    if (mayShow(step.offerId)) return step
    id = step.declinedId
  }
  return null
}
