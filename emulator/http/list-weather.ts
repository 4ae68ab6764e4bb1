import { AsyncLocalStorage } from 'node:async_hooks'
import type { EffectOf } from '../control/effects'
import { shuffled } from '../shuffle'

type ListEffect = EffectOf<'list'>['list']
type Weathered = { effect: ListEffect; now: Date; turn: number }

const current = new AsyncLocalStorage<Weathered>()
let turns = 0

/** Runs a call whose lists come back stale, shuffled or torn. Every call shuffles anew, after the same seed. */
export function withListWeather<T>(effect: ListEffect | null, now: Date, run: () => T): T {
  if (!effect) return run()
  turns += 1
  return current.run({ effect, now, turn: turns }, run)
}

/** The rows that a list call may know of, newest first, before they are cut into pages. */
export function weatheredRows<Item>(rows: readonly Item[]): readonly Item[] {
  const weather = current.getStore()
  if (!weather) return rows
  const { effect, now, turn } = weather
  const { hideNewest = 0, hideYoungerThanMs, shuffle } = effect
  const known = rows
    .slice(hideNewest)
    .filter((row) => hideYoungerThanMs === undefined || ageOf(row, now) >= hideYoungerThanMs)
  return shuffle === undefined ? known : shuffled(known, shuffle + turn)
}

/** Which page is answered in place of the asked one; null for one that is missing. */
export function weatheredPage(asked: number): number | null {
  const effect = current.getStore()?.effect
  if (effect?.missingPage === asked) return null
  if (effect?.repeatedPage !== undefined && asked > effect.repeatedPage) return asked - 1
  return asked
}

/** How many rows of a page are answered, though more were asked for. */
export function weatheredSize(size: number): number {
  return Math.min(size, current.getStore()?.effect.truncate ?? size)
}

function ageOf(row: unknown, now: Date): number {
  const at = typeof row === 'object' && row && 'created_at' in row ? Date.parse(String(row.created_at)) : 0
  return now.getTime() - at
}
