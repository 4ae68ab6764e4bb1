import type { ReactNode } from 'react'
import { type ButtonTone, buttonStyle } from '@/components/ui/button'

type Props = { href: string; tone?: ButtonTone; className?: string; children: ReactNode }

/** A link that looks like a button. A plain anchor: money pages are loaded whole, with their own security policy. */
export function ButtonLink({ href, tone = 'primary', className = '', children }: Props) {
  return (
    <a href={href} className={`${buttonStyle(tone)} ${className}`}>
      {children}
    </a>
  )
}
