'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useTransition } from 'react'

type Props = {
  /** The page itself, without a query. */
  action: string
  choices: ReactNode
  preview: ReactNode
  updating: string
}

/** The choice is a form that asks for this page anew; with scripts each change of it does so in place. */
export function LiveChoice({ action, choices, preview, updating }: Props) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [pending, startTransition] = useTransition()
  const refresh = () => {
    if (!form.current?.reportValidity()) return
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(form.current)) query.set(name, String(value))
    startTransition(() => router.replace(`${action}?${query}` as Route, { scroll: false }))
  }
  return (
    <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_27rem]">
      <form
        ref={form}
        method="get"
        action={action}
        onChange={refresh}
        onSubmit={(event) => {
          event.preventDefault()
          refresh()
        }}
        className="grid content-start gap-10"
      >
        {choices}
      </form>
      <div aria-busy={pending} className="relative self-start">
        <div
          className={`transition-opacity duration-150 motion-reduce:transition-none ${pending ? 'pointer-events-none opacity-40' : ''}`}
        >
          {preview}
        </div>
        <p role="status" className="absolute inset-x-0 top-6 text-center text-sm font-strong">
          {pending ? updating : null}
        </p>
      </div>
    </div>
  )
}
