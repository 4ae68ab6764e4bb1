'use client'

import { useRef } from 'react'
import { useHydrated } from '@/components/ui/use-hydrated'

type Props = {
  name: string
  defaultValue: number
  min?: number
  words: { label: string; less: string; more: string }
}

const button =
  'grid size-11 cursor-pointer place-items-center rounded-md border border-edge text-lg leading-none hover:border-ink hover:bg-surface'

/** How many of something: a field for a number, with two buttons where scripts run. */
export function Stepper({ name, defaultValue, min = 0, words }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()
  const step = (by: 1 | -1) => {
    const input = field.current
    if (!input) return
    if (by === 1) input.stepUp()
    else input.stepDown()
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <span className="flex items-center gap-1.5">
      {hydrated ? (
        <button type="button" className={button} onClick={() => step(-1)} aria-label={words.less}>
          −
        </button>
      ) : null}
      <input
        ref={field}
        type="number"
        inputMode="numeric"
        name={name}
        min={min}
        max={100}
        step={1}
        required
        defaultValue={defaultValue}
        autoComplete="off"
        aria-label={words.label}
        className="h-11 w-16 rounded-md border border-edge bg-canvas text-center tabular-nums [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
      />
      {hydrated ? (
        <button type="button" className={button} onClick={() => step(1)} aria-label={words.more}>
          +
        </button>
      ) : null}
    </span>
  )
}
