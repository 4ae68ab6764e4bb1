import type { Period } from './overview'

export const PERIODS = [7, 30, 90, 365] as const

const DAY_MS = 86_400_000
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The last so many whole days in UTC with today; thirty unless the address asks for another length that is offered. */
export function readPeriod(asked: unknown, now: Date): Period & { length: number } {
  const length = PERIODS.find((days) => String(days) === asked) ?? 30
  return { length, from: dayOf(now.getTime() - (length - 1) * DAY_MS), to: dayOf(now.getTime()) }
}
