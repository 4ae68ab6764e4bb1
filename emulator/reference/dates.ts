import type { TimeInterval } from 'dodopayments/resources/subscriptions'

/** The moment `count` intervals later; a month's last day stays in its month (31 Jan + 1 Month = 28 Feb). */
export function addInterval(from: Date, count: number, interval: TimeInterval): Date {
  switch (interval) {
    case 'Day':
      return addDays(from, count)
    case 'Week':
      return addDays(from, count * 7)
    case 'Month':
      return addMonths(from, count)
    case 'Year':
      return addMonths(from, count * 12)
  }
}

function addDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * 86_400_000)
}

function addMonths(from: Date, months: number): Date {
  const result = new Date(from)
  result.setUTCDate(1)
  result.setUTCMonth(result.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate()
  result.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return result
}
