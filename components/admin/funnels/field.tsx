'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { fieldStyle } from '@/components/admin/button-small'
import type { StepIssue } from '@/lib/funnels/step-form'

type Props = {
  /** Its place in the form; also the address to jump to. */
  name: string
  label: string
  hint?: string
  value: string
  issues: StepIssue[]
  rows?: number
  maxLength?: number
  lang?: string
  inputMode?: 'numeric'
}

/** A field of the offer's form with its label, and what is wrong with it. */
export function Field({ name, label, hint, value, issues, rows, maxLength, lang, inputMode }: Props) {
  const t = useTranslations('builder.offer.issue')
  const issue = issues.find(({ field }) => field === name)
  const about = issue || hint ? `${name}-hint` : undefined
  const shared = {
    id: name,
    name: `form.${name}`,
    lang,
    maxLength,
    defaultValue: value,
    autoComplete: 'off',
    'aria-invalid': issue ? true : undefined,
    'aria-describedby': about,
  }
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={name} className="text-xs text-muted">
        {label}
      </label>
      {rows ? (
        <textarea {...shared} rows={rows} className={`${fieldStyle} py-2`} />
      ) : (
        <input {...shared} inputMode={inputMode} className={fieldStyle} />
      )}
      {about ? (
        <p id={about} className={`text-xs ${issue ? 'text-danger' : 'text-muted'}`}>
          {issue ? t(issue.code) : hint}
        </p>
      ) : null}
    </div>
  )
}

type SelectProps = { name: string; label: string; value: string; hint?: string; children: ReactNode }

export function SelectField({ name, label, value, hint, children }: SelectProps) {
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={name} className="text-xs text-muted">
        {label}
      </label>
      <select
        id={name}
        name={`form.${name}`}
        defaultValue={value}
        autoComplete="off"
        aria-describedby={hint ? `${name}-hint` : undefined}
        className={fieldStyle}
      >
        {children}
      </select>
      {hint ? (
        <p id={`${name}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
