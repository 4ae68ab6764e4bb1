const moments = new Map<string, Intl.DateTimeFormat>()

/** A moment to the minute, in UTC and saying so: everybody of the staff reads the same. */
export function formatMoment(at: Date, locale: string): string {
  const format =
    moments.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone: 'UTC',
    })
  moments.set(locale, format)
  return `${format.format(at)} UTC`
}

/** A share of something, as `12.5%`; nothing of nothing is a dash. */
export function formatShare(part: number, whole: number, locale: string): string {
  if (whole === 0) return '–'
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(part / whole)
}

export const formatCount = (count: number, locale: string): string =>
  new Intl.NumberFormat(locale).format(count)
