import type { ReactNode } from 'react'

/** A part of a page with its own heading. */
export function Panel({ title, children, aside }: { title: string; children: ReactNode; aside?: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 rounded-md border border-line p-4 sm:p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-lg">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** A word on how something stands, told by its colour and by itself. */
export function Mark({ tone, children }: { tone: 'calm' | 'good' | 'bad' | 'busy'; children: ReactNode }) {
  const tones = {
    calm: 'bg-surface text-muted',
    good: 'bg-success-soft text-success',
    bad: 'bg-danger-soft text-danger',
    busy: 'bg-accent-soft text-accent',
  }
  return (
    <span
      className={`inline-flex items-center whitespace-nowrap rounded-full px-2.5 py-0.5 text-xs font-strong ${tones[tone]}`}
    >
      {children}
    </span>
  )
}
