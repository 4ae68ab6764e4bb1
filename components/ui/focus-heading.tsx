'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** The page's heading takes the focus, so that a reader hears first what happened and no key can buy. */
export function FocusHeading({ className, children }: { className?: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  )
}
