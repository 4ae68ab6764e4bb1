'use client'

import { useTranslations } from 'next-intl'
import { fieldStyle, smallButton } from '@/components/admin/button-small'
import { ConditionEditor, emptyCondition } from '@/components/admin/editor/condition-editor'
import type { EditorProduct } from '@/lib/funnels/editor-view'
import type { Rule } from '@/lib/rules/rule'

type Props = {
  rule: Rule
  onChange: (rule: Rule) => void
  products: EditorProduct[]
  /** How deep it stands; groups are nested at most five deep. */
  depth?: number
  onRemove?: () => void
}

const MAX_DEPTH = 5
const OPS = ['all', 'any', 'none'] as const
type Op = (typeof OPS)[number]

const groupOf = (op: Op, parts: Rule[]): Rule =>
  op === 'all' ? { all: parts } : op === 'any' ? { any: parts } : { none: parts }

function partsOf(rule: Rule): { op: Op; parts: Rule[] } {
  if ('all' in rule) return { op: 'all', parts: rule.all }
  if ('any' in rule) return { op: 'any', parts: rule.any }
  if ('none' in rule) return { op: 'none', parts: rule.none }
  return { op: 'all', parts: [rule] }
}

/** A rule as nested groups of conditions. A single condition is a group of one. */
export function RuleEditor({ rule, onChange, products, depth = 0, onRemove }: Props) {
  const t = useTranslations('funnels.editor.rule')
  const { op, parts } = partsOf(rule)
  const set = (next: Rule[]) => onChange(groupOf(op, next))
  const replace = (at: number, part: Rule) => set(parts.map((each, index) => (index === at ? part : each)))
  const remove = (at: number) => set(parts.filter((_, index) => index !== at))
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-sm border border-line p-3">
      <legend className="px-1 text-xs text-muted">{depth === 0 ? t('title') : t('group')}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <select
          aria-label={t('op')}
          value={op}
          onChange={({ target }) =>
            onChange(groupOf(OPS.find((each) => each === target.value) ?? 'all', parts))
          }
          className={`${fieldStyle} max-w-72`}
        >
          {OPS.map((each) => (
            <option key={each} value={each}>
              {t(`ops.${each}`)}
            </option>
          ))}
        </select>
        {onRemove ? (
          <button type="button" onClick={onRemove} className={smallButton}>
            {t('removeGroup')}
          </button>
        ) : null}
      </div>
      {parts.length === 0 ? <p className="text-sm text-muted">{t(`empty.${op}`)}</p> : null}
      {parts.map((part, at) =>
        'fact' in part ? (
          <ConditionEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place.
            key={at}
            condition={part}
            products={products}
            onChange={(next) => replace(at, next)}
            onRemove={() => remove(at)}
          />
        ) : (
          <RuleEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name but their place.
            key={at}
            rule={part}
            depth={depth + 1}
            products={products}
            onChange={(next) => replace(at, next)}
            onRemove={() => remove(at)}
          />
        ),
      )}
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          onClick={() => set([...parts, emptyCondition('bought')])}
          className={smallButton}
        >
          {t('addCondition')}
        </button>
        {depth < MAX_DEPTH - 1 ? (
          <button type="button" onClick={() => set([...parts, { any: [] }])} className={smallButton}>
            {t('addGroup')}
          </button>
        ) : null}
      </div>
    </fieldset>
  )
}
