import type { ReactNode } from 'react'

type Props = { id: string; title: string; boxed?: boolean; children: ReactNode }

/** One part of the account, under its name. */
export function AccountSection({ id, title, boxed = false, children }: Props) {
  return (
    <section
      aria-labelledby={id}
      className={`grid content-start gap-4 ${boxed ? 'rounded-lg bg-surface p-6 text-sm' : ''}`}
    >
      <h2 id={id} className={boxed ? 'text-base tracking-normal' : 'text-lg'}>
        {title}
      </h2>
      {children}
    </section>
  )
}
