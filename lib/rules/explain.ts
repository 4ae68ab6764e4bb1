import type { Found, Trace } from './evaluate'
import type { Condition } from './rule'

/** A condition that decided a rule: what it asked, what it was held against, and whether it held. */
export type Reason = { condition: Condition; found: Found; held: boolean }

/**
 * The conditions that brought a rule to its result: where an `all` failed those that did, where an `any` failed every
 * one of its parts, where a `none` failed those that held. At most `most` of them.
 */
export function explain(trace: Trace, most = 5): Reason[] {
  return decisive(trace).slice(0, most)
}

function decisive(trace: Trace): Reason[] {
  if ('condition' in trace) return [trace]
  const { op, parts, held } = trace
  const deciding = op === 'none' ? !held : held
  return parts.filter((part) => part.held === deciding).flatMap(decisive)
}
