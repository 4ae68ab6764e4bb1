import type { InputHTMLAttributes } from 'react'

type Props = { label: string; name: string } & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'autoComplete' | 'inputMode' | 'maxLength' | 'defaultValue' | 'spellCheck'
>

/** A field to type into, with its label above it. */
export function TextField({ label, ...field }: Props) {
  return (
    <label className="grid gap-1.5 text-sm">
      <span className="text-muted">{label}</span>
      <input
        required
        {...field}
        className="min-h-12 w-full rounded-md border border-edge bg-canvas px-4 text-base text-ink"
      />
    </label>
  )
}
