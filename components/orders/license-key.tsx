'use client'

import { useRef, useState } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { useHydrated } from '@/components/ui/use-hydrated'

type Props = { value: string; label: string; seats: string; copy: string; copied: string }

/** A licence key to take along: a field to select from, and a button that copies where scripts run. */
export function LicenseKey({ value, label, seats, copy, copied }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [done, setDone] = useState(false)
  const hydrated = useHydrated()
  const copyKey = () => {
    field.current?.select()
    navigator.clipboard?.writeText(value).then(
      () => setDone(true),
      () => setDone(false),
    )
  }
  return (
    <div className="flex w-full max-w-lg flex-wrap items-end gap-2">
      <label className="grid grow basis-80 gap-1.5 text-sm">
        <span className="flex justify-between gap-4 text-muted">
          {label} <span>{seats}</span>
        </span>
        <input
          ref={field}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="min-h-12 w-full rounded-md border border-edge bg-surface px-4 font-mono text-sm text-ink"
        />
      </label>
      {hydrated ? (
        <button type="button" onClick={copyKey} className={buttonStyle('secondary')}>
          <span role="status">{done ? copied : copy}</span>
        </button>
      ) : null}
    </div>
  )
}
