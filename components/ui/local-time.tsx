'use client'

import { useSyncExternalStore } from 'react'

const formats = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  date: { dateStyle: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

type Props = { iso: string; locale: string; show: keyof typeof formats }

const never = () => () => {}

/** A moment on the reader's own clock; before the script runs, or without it, in UTC and saying so. */
export function LocalTime({ iso, locale, show }: Props) {
  const write = (timeZone?: string) =>
    new Intl.DateTimeFormat(locale, { ...formats[show], timeZone }).format(new Date(iso))
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
