'use client'

import { useSyncExternalStore } from 'react'

const formats = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  date: { dateStyle: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

type Props = { iso: string; locale: string; show: keyof typeof formats }

const never = () => () => {}
const formatters = new Map<string, Intl.DateTimeFormat>()

// Making a formatter costs a server more than the rest of the page's small print.
function formatter(locale: string, show: Props['show'], timeZone: string | undefined) {
  const key = `${locale} ${show} ${timeZone}`
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...formats[show], timeZone })
  formatters.set(key, made)
  return made
}

/** A moment on the reader's own clock; before the script runs, or without it, in UTC and saying so. */
export function LocalTime({ iso, locale, show }: Props) {
  const write = (timeZone?: string) => formatter(locale, show, timeZone).format(new Date(iso))
  const text = useSyncExternalStore(
    never,
    () => write(),
    () => (show === 'time' ? `${write('UTC')} UTC` : write('UTC')),
  )
  return (
    <time dateTime={iso} className="tabular-nums">
      {text}
    </time>
  )
}
