import { addInterval } from '../reference/dates'

const ISO_DURATION =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/** The moment one ISO 8601 duration (`P1M`, `P1DT12H`) after `from`; null when it is none. */
export function addDuration(from: Date, duration: string): Date | null {
  const parts = ISO_DURATION.exec(duration)
  if (!parts) return null
  const [years, months, weeks, days, hours, minutes, seconds] = parts
    .slice(1)
    .map((digits) => Number(digits ?? 0)) as [number, number, number, number, number, number, number]
  const date = addInterval(addInterval(from, years * 12 + months, 'Month'), weeks * 7 + days, 'Day')
  return new Date(date.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000)
}
