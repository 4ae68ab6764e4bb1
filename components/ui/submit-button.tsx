'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useFormStatus } from 'react-dom'

type Props = {
  className: string
  pendingLabel: string
  formAction?: (formData: FormData) => void | Promise<void>
  children: ReactNode
}

/**
 * Sends its form once: while the form is on its way every button of it is disabled and the pressed one says so.
 * A page that comes back from the browser's memory is loaded anew, so it never shows a stale state.
 */
export function SubmitButton({ className, pendingLabel, formAction, children }: Props) {
  const { pending } = useFormStatus()
  const [pressed, setPressed] = useState(false)
  useEffect(() => {
    const reload = (event: PageTransitionEvent) => event.persisted && window.location.reload()
    window.addEventListener('pageshow', reload)
    return () => window.removeEventListener('pageshow', reload)
  }, [])
  return (
    <button
      type="submit"
      className={className}
      formAction={formAction}
      disabled={pending}
      onClick={() => setPressed(true)}
    >
      {pending && pressed ? pendingLabel : children}
    </button>
  )
}
