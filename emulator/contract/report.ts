import type { Description } from './description'
import { judge } from './judge'
import type { Exchange } from './recorder'

export interface Report {
  lines: string[]
  mismatches: number
}

/** Judges a whole run. An operation that never succeeded counts as a mismatch, so nothing passes by omission. */
export function report(
  exchanges: readonly Exchange[],
  events: readonly unknown[],
  operations: readonly string[],
  description: Description | null,
): Report {
  const found = new Map<string, number>()
  const note = (line: string) => found.set(line, (found.get(line) ?? 0) + 1)
  const driven = new Set<string>()
  for (const exchange of exchanges) {
    const { operation, problems } = judge(exchange, description)
    if (operation && exchange.status < 400) driven.add(operation)
    const name = `${operation ?? `${exchange.method} ${exchange.path}`} ${exchange.status}`
    for (const problem of problems) note(`${name}: ${problem}`)
  }
  for (const event of events) {
    const type = (event as { type?: unknown }).type
    for (const problem of description?.eventProblems(event) ?? []) note(`event ${type}: ${problem}`)
  }
  for (const operation of operations) if (!driven.has(operation)) note(`${operation}: was never driven`)
  const mismatches = [...found.values()].reduce((sum, times) => sum + times, 0)
  const lines = [...found].map(([line, times]) => `✗ ${line}${times > 1 ? ` (${times} times)` : ''}`)
  lines.push(
    `operations ${driven.size}, responses ${exchanges.length}, webhooks ${events.length}, mismatches ${mismatches}`,
  )
  return { lines, mismatches }
}
