'use client'
import { useTranslations } from 'next-intl'
import { fieldStyle } from '@/components/admin/button-small'
import { type Option, optionsOf } from '@/components/admin/funnels/word-options'
import type { Choices } from '@/lib/funnels/editor-view'
import { type ConditionForm, kindOf } from '@/lib/funnels/rule-form'

type Props = {
  name: string
  condition: ConditionForm
  set: (condition: ConditionForm) => void
  choices: Choices
}

/** What a condition asks for, in inputs that fit it. */
export function ConditionValues(props: Props) {
  const t = useTranslations('builder.rule')
  const { condition, choices, name, set } = props
  const kind = kindOf(condition.fact)
  switch (kind) {
    case 'words': {
      const options = optionsOf(condition.fact, choices, (key) => t(`value.${key}`))
      return options ? <Ticks {...props} options={options} /> : <Typed {...props} />
    }
    case 'flag':
      return (
        <select
          name={`${name}.is`}
          aria-label={t('answer')}
          value={condition.is}
          onChange={(event) => set({ ...condition, is: event.target.value === 'no' ? 'no' : 'yes' })}
          autoComplete="off"
          className={`${fieldStyle} max-w-40`}
        >
          <option value="yes">{t('yes')}</option>
          <option value="no">{t('no')}</option>
        </select>
      )
    case 'time':
      return (
        <div className="flex flex-wrap gap-3">
          {(['from', 'until'] as const).map((end) => (
            <label key={end} className="grid gap-1 text-xs text-muted">
              {t(end)}
              <input
                type="datetime-local"
                name={`${name}.${end}`}
                value={condition[end]}
                onChange={(event) => set({ ...condition, [end]: event.target.value })}
                autoComplete="off"
                className={fieldStyle}
              />
            </label>
          ))}
        </div>
      )
    case 'money':
    case 'count':
      return (
        <div className="flex flex-wrap gap-3">
          {(['min', 'max'] as const).map((end) => (
            <label key={end} className="grid w-32 gap-1 text-xs text-muted">
              {t(end)}
              <input
                name={`${name}.${end}`}
                inputMode={kind === 'money' ? 'decimal' : 'numeric'}
                maxLength={16}
                value={condition[end]}
                onChange={(event) => set({ ...condition, [end]: event.target.value })}
                autoComplete="off"
                className={`${fieldStyle} tabular-nums`}
              />
            </label>
          ))}
          {kind === 'money' ? (
            <label className="grid gap-1 text-xs text-muted">
              {t('currency')}
              <select
                name={`${name}.currency`}
                value={condition.currency}
                onChange={(event) => set({ ...condition, currency: event.target.value })}
                autoComplete="off"
                className={fieldStyle}
              >
                {[...new Set([...choices.currencies, condition.currency])].map((currency) => (
                  <option key={currency}>{currency}</option>
                ))}
              </select>
            </label>
          ) : null}
        </div>
      )
  }
}

function Ticks({ name, condition, set, options }: Props & { options: Option[] }) {
  const unknown = condition.in.filter((word) => !options.some(({ value }) => value === word))
  const all = [...options, ...unknown.map((value) => ({ value, label: value }))]
  return (
    <div className="flex max-h-56 flex-wrap gap-1.5 overflow-y-auto p-0.5">
      {all.map(({ value, label }) => (
        <label
          key={value}
          className="relative inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-sm border border-line bg-canvas px-3 text-sm text-muted hover:border-edge has-checked:border-ink has-checked:font-strong has-checked:text-ink"
        >
          <input
            type="checkbox"
            name={`${name}.in`}
            value={value}
            checked={condition.in.includes(value)}
            onChange={(event) =>
              set({
                ...condition,
                in: event.target.checked
                  ? [...condition.in, value]
                  : condition.in.filter((each) => each !== value),
              })
            }
            autoComplete="off"
            className="size-4 accent-ink"
          />
          {label}
        </label>
      ))}
    </div>
  )
}

function Typed({ name, condition, set }: Props) {
  const t = useTranslations('builder.rule')
  return (
    <label className="grid max-w-lg gap-1 text-xs text-muted">
      {t(condition.fact === 'country' ? 'typedCountries' : 'typed')}
      <input
        name={`${name}.in`}
        maxLength={1000}
        value={condition.in.join(',')}
        onChange={(event) => set({ ...condition, in: event.target.value.split(',') })}
        autoComplete="off"
        spellCheck={false}
        className={fieldStyle}
      />
    </label>
  )
}
