'use client'
import { type FormEvent, startTransition, useActionState, useEffect, useState } from 'react'

/**
 * A form about a draft. With scripts it is sent without being reset, Ctrl+S sends it too, and leaving with unsaved
 * changes asks first; without them it is a plain form.
 */
export function useDraftForm<S>(save: (state: S, data: FormData) => Promise<S>, initial: Awaited<S>) {
  const [state, dispatch, pending] = useActionState<S, FormData>(save, initial)
  const [changed, setChanged] = useState(false)
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    const keys = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      document.querySelector<HTMLFormElement>('form:has([name=revision])')?.requestSubmit()
    }
    if (changed) window.addEventListener('beforeunload', ask)
    window.addEventListener('keydown', keys)
    return () => {
      window.removeEventListener('beforeunload', ask)
      window.removeEventListener('keydown', keys)
    }
  }, [changed])
  useEffect(() => {
    // A field that could not be saved is where one goes on.
    if (state === initial) return
    document.querySelector<HTMLElement>('form:has([name=revision]) [aria-invalid=true]')?.focus()
  }, [state, initial])
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter)
    setChanged(false)
    startTransition(() => dispatch(data))
  }
  return { state, pending, changed, setChanged, send: { action: dispatch, onSubmit } }
}
