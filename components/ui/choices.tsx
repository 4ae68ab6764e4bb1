import type { ReactNode } from 'react'

/** A row of choices of which one holds: radio buttons that look like a switch. */
export function Choices({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="flex flex-wrap gap-1 rounded-md max-sm:justify-between bg-surface p-1">
      <legend className="sr-only">{legend}</legend>
      {children}
    </fieldset>
  )
}

type Props = { name: string; value: string; defaultChecked?: boolean; children: ReactNode }

export function Choice({ name, value, defaultChecked, children }: Props) {
  return (
    <label className="relative inline-flex min-h-11 cursor-pointer items-center rounded-sm px-2.5 text-xs sm:px-4 sm:text-sm text-muted hover:text-ink has-checked:bg-raised has-checked:font-strong has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={defaultChecked}
        autoComplete="off"
        className="sr-only"
      />
      {children}
    </label>
  )
}
