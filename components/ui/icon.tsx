const drawings = {
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  arrow: 'M4 10h12M11 5l5 5-5 5',
  back: 'M16 10H4M9 5l-5 5 5 5',
  card: 'M2.5 6.5a2 2 0 012-2h11a2 2 0 012 2v7a2 2 0 01-2 2h-11a2 2 0 01-2-2zM2.5 8.5h15M5.5 12.5h3',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 016 0V9',
  alert: 'M10 3l7.5 13.5h-15zM10 8.5v3.5M10 14.2v.1',
  info: 'M10 2.5a7.5 7.5 0 110 15 7.5 7.5 0 010-15zM10 9.2v4.3M10 6.5v.1',
  clock: 'M10 2.5a7.5 7.5 0 110 15 7.5 7.5 0 010-15zM10 6v4.2l2.8 1.8',
  download: 'M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13',
  globe: 'M10 2.5a7.5 7.5 0 110 15 7.5 7.5 0 010-15zM2.5 10h15M10 2.5c5 4.5 5 10.5 0 15c-5-4.5-5-10.5 0-15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  spinner: 'M10 2.5a7.5 7.5 0 11-7.5 7.5',
  person: 'M10 9.8a3.1 3.1 0 100-6.3 3.1 3.1 0 000 6.3zM3.8 16.8a6.2 6.2 0 0112.4 0',
  bank: 'M2.5 7.5L10 3l7.5 4.5zM4.5 10v4.5M8.2 10v4.5M11.8 10v4.5M15.5 10v4.5M2.5 17h15',
} as const

export type IconName = keyof typeof drawings

/** A line drawing that says nothing by itself: the words beside it do. */
export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg viewBox="0 0 20 20" className={`icon ${className}`} aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  )
}
