import type { ReactNode } from 'react'

type Props = { label: string; className?: string; children: ReactNode }

/** Something wider than the screen that scrolls by itself, also by keyboard. */
export function ScrollRegion({ label, className = '', children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section aria-label={label} tabIndex={0} className={`relative overflow-auto ${className}`}>
      {children}
    </section>
  )
}
