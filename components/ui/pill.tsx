import type { ReactNode } from 'react'

/** A small label beside a name. */
export function Pill({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded-full bg-accent-soft px-2.5 py-0.5 text-xs font-strong text-accent">
      {children}
    </span>
  )
}
