import type { ReactNode } from 'react'

type Props = { id: string; title: string; children: ReactNode }

/** One card of the right-hand column: a small heading and its facts. */
export function Panel({ id, title, children }: Props) {
  return (
    <section
      aria-labelledby={id}
      className="grid content-start gap-3 rounded-lg border border-line p-5 sm:p-6"
    >
      <h2 id={id} className="text-sm tracking-normal text-muted">
        {title}
      </h2>
      {children}
    </section>
  )
}

/** A part of the left-hand column. */
export function Section({ id, title, children }: Props) {
  return (
    <section aria-labelledby={id} className="grid content-start gap-4">
      <h2 id={id} className="text-lg">
        {title}
      </h2>
      {children}
    </section>
  )
}
