import type { Description } from './description'
import { judge } from './judge'
import type { Exchange } from './recorder'

export interface Report {
  lines: string[]
  mismatches: number
}

/**
 * Judges a whole run. An operation that never succeeded and an event that never came count as mismatches, so nothing
 * passes by omission.
 */
export function report(
  exchanges: readonly Exchange[],
  events: readonly unknown[],
  needed: { operations: readonly string[]; events: readonly string[] },
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
  const told = new Set<string>()
  for (const event of events) {
    const type = String((event as { type?: unknown }).type)
    told.add(type)
    for (const problem of description?.eventProblems(event) ?? []) note(`event ${type}: ${problem}`)
  }
  for (const type of needed.events) if (!told.has(type)) note(`event ${type}: never came`)
  for (const operation of needed.operations)
    if (!driven.has(operation)) note(`${operation}: was never driven`)
  const mismatches = [...found.values()].reduce((sum, times) => sum + times, 0)
  const lines = [...found].map(([line, times]) => `✗ ${line}${times > 1 ? ` (${times} times)` : ''}`)
  lines.push(
    `operations ${driven.size}, responses ${exchanges.length}, webhooks ${events.length}, mismatches ${mismatches}`,
  )
  return { lines, mismatches }
}
