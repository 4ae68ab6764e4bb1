import type { Definition, FunnelPlacement, Step } from './definition'
import type { Problem } from './problem'

/** At most so many offers are shown to one order, whatever its funnel would go on with. */
export const MAX_IN_A_ROW = 3

const EDGES = ['accepted', 'declined', 'failed', 'expired'] as const

/** Finds what is wrong with the ways through a funnel: nowhere to begin, nowhere to go, no end, no way in. */
export function checkTree({ entry, steps }: Definition, placement: FunnelPlacement): Problem[] {
  const byKey = new Map(steps.map((step) => [step.key, step]))
  const first = entry === null ? undefined : byKey.get(entry)
  if (!first) return [{ severity: 'error', code: 'no_offers', at: { step: null, field: 'entry' } }]
  const depths = depthsFrom(first, byKey)
  const ways = steps.flatMap((step) => [
    ...brokenEdges(step, byKey),
    ...reached(step, depths.get(step.key), placement),
  ])
  return [...ways, ...loops(first, byKey), ...repeats(first, byKey)]
}

function brokenEdges(step: Step, byKey: ReadonlyMap<string, Step>): Problem[] {
  return EDGES.flatMap((edge) => {
    const to = step.edges[edge]
    if (to === null || byKey.has(to)) return []
    return [
      { severity: 'error', code: 'unknown_step', step: to, at: { step: step.key, field: `edges.${edge}` } },
    ]
  })
}

function reached(step: Step, depth: number | undefined, placement: FunnelPlacement): Problem[] {
  const at = { step: step.key, field: 'edges' }
  if (depth === undefined) return [{ severity: 'error', code: 'unreachable', at }]
  if (placement !== 'post_purchase' && depth > 1) return [{ severity: 'error', code: 'too_deep', at }]
  return depth > MAX_IN_A_ROW ? [{ severity: 'warning', code: 'too_deep', at }] : []
}

const next = (step: Step, byKey: ReadonlyMap<string, Step>): Step[] =>
  EDGES.flatMap((edge) => {
    const to = step.edges[edge]
    return (to !== null && byKey.get(to)) || []
  })

/** How many offers come first, at least, up to and with each step that can be reached. */
function depthsFrom(first: Step, byKey: ReadonlyMap<string, Step>): Map<string, number> {
  const depths = new Map([[first.key, 1]])
  for (const queue = [first]; ; ) {
    const step = queue.shift()
    if (!step) return depths
    for (const to of next(step, byKey)) {
      if (depths.has(to.key)) continue
      depths.set(to.key, (depths.get(step.key) ?? 0) + 1)
      queue.push(to)
    }
  }
}

function loops(first: Step, byKey: ReadonlyMap<string, Step>): Problem[] {
  const done = new Set<string>()
  const found = new Set<string>()
  const walk = (step: Step, above: ReadonlySet<string>): void => {
    if (above.has(step.key)) found.add(step.key)
    if (above.has(step.key) || done.has(step.key)) return
    for (const to of next(step, byKey)) walk(to, new Set([...above, step.key]))
    done.add(step.key)
  }
  walk(first, new Set())
  return [...found].map((step) => ({ severity: 'error', code: 'loop', at: { step, field: 'edges' } }))
}

/** One order never sees the same product's offer twice, so the second one on a way is never shown. */
function repeats(first: Step, byKey: ReadonlyMap<string, Step>): Problem[] {
  const found = new Map<string, string>()
  const walk = (step: Step, above: readonly Step[]): void => {
    if (above.length >= MAX_IN_A_ROW || above.includes(step)) return
    if (step.product && above.some((other) => other.product === step.product))
      found.set(step.key, step.product)
    for (const to of next(step, byKey)) walk(to, [...above, step])
  }
  walk(first, [])
  return [...found].map(([step, product]) => ({
    severity: 'warning',
    code: 'offered_twice',
    product,
    at: { step, field: 'product' },
  }))
}
