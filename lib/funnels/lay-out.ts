import type { Definition, Step } from './definition'

export const OUTCOMES = ['accepted', 'declined', 'failed', 'expired'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Box = { step: Step; column: number; row: number; reached: boolean }
/** One way from a step to another, for all the outcomes that lead there. */
export type Way = { from: string; to: string; outcomes: Outcome[] }

/**
 * Where each step of a tree stands: its column is how many offers come before it at least, what cannot be reached comes
 * last. Pure; it draws drafts too, with ways that lead nowhere left out.
 */
export function layOut({ entry, steps }: Pick<Definition, 'entry' | 'steps'>): { boxes: Box[]; ways: Way[] } {
  const byKey = new Map(steps.map((step) => [step.key, step]))
  const depth = new Map<string, number>()
  const queue = entry && byKey.has(entry) ? [entry] : []
  for (const key of queue) depth.set(key, 0)
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    for (const outcome of OUTCOMES) {
      const to = byKey.get(key)?.edges[outcome]
      if (!to || depth.has(to) || !byKey.has(to)) continue
      depth.set(to, (depth.get(key) ?? 0) + 1)
      queue.push(to)
    }
  }
  const last = Math.max(-1, ...depth.values()) + 1
  const used = new Map<number, number>()
  const boxes = steps
    .toSorted((a, b) => (depth.get(a.key) ?? last) - (depth.get(b.key) ?? last))
    .map((step): Box => {
      const column = depth.get(step.key) ?? last
      const row = used.get(column) ?? 0
      used.set(column, row + 1)
      return { step, column, row, reached: depth.has(step.key) }
    })
  const ways = steps.flatMap((step) => {
    const targets = new Map<string, Outcome[]>()
    for (const outcome of OUTCOMES) {
      const to = step.edges[outcome]
      if (to && byKey.has(to)) targets.set(to, [...(targets.get(to) ?? []), outcome])
    }
    return [...targets].map(([to, outcomes]): Way => ({ from: step.key, to, outcomes }))
  })
  return { boxes, ways }
}
