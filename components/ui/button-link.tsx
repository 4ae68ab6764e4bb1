import type { ReactNode } from 'react'
import { type ButtonTone, buttonStyle } from '@/components/ui/button'

type Props = {
  href: string
  tone?: ButtonTone
  className?: string
  /** For pages that do not lead back here; the words beside it must say so. */
  newTab?: boolean
  children: ReactNode
}

/** A link that looks like a button. A plain anchor: money pages are loaded whole, with their own security policy. */
export function ButtonLink({ href, tone = 'primary', className = '', newTab = false, children }: Props) {
  return (
    <a
      href={href}
      className={`${buttonStyle(tone)} ${className}`}
      {...(newTab && { target: '_blank', rel: 'noopener' })}
    >
      {children}
    </a>
  )
}
