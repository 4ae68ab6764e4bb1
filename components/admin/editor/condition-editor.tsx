'use client'

import { useTranslations } from 'next-intl'
import { fieldStyle, smallButton } from '@/components/admin/button-small'
import type { EditorProduct } from '@/lib/funnels/editor-view'
import { COUNT_FACTS, type Condition, FLAG_FACTS, MONEY_FACTS, WORD_FACTS } from '@/lib/rules/rule'

const FACTS = [...WORD_FACTS, ...COUNT_FACTS, ...MONEY_FACTS, ...FLAG_FACTS, 'time'] as const
type Fact = (typeof FACTS)[number]

/** A condition on a fact with nothing in it yet. */
export function emptyCondition(fact: Fact): Condition {
  const word = WORD_FACTS.find((each) => each === fact)
  if (word) return { fact: word, in: [] }
  const count = COUNT_FACTS.find((each) => each === fact)
  if (count) return { fact: count, min: 1 }
  const money = MONEY_FACTS.find((each) => each === fact)
  if (money) return { fact: money, currency: 'USD', min: 0 }
  const flag = FLAG_FACTS.find((each) => each === fact)
  if (flag) return { fact: flag, is: true }
  return { fact: 'time', from: new Date().toISOString() }
}

type Props = {
  condition: Condition
  products: EditorProduct[]
  onChange: (condition: Condition) => void
  onRemove: () => void
}

/** One condition: the fact, and what is asked of it. */
export function ConditionEditor({ condition, products, onChange, onRemove }: Props) {
  const t = useTranslations('funnels.editor.rule')
  const facts = useTranslations('funnels.rule.facts')
  return (
    <div className="grid items-start gap-2 rounded-sm bg-surface p-3 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
      <select
        aria-label={t('fact')}
        value={condition.fact}
        onChange={({ target }) =>
          onChange(emptyCondition(FACTS.find((fact) => fact === target.value) ?? 'bought'))
        }
        className={fieldStyle}
      >
        {FACTS.map((fact) => (
          <option key={fact} value={fact}>
            {facts(fact)}
          </option>
        ))}
      </select>
      <Asked condition={condition} products={products} onChange={onChange} />
      <button type="button" onClick={onRemove} className={smallButton}>
        {t('remove')}
      </button>
    </div>
  )
}

const PRODUCT_FACTS = ['bought', 'owns', 'boughtBefore', 'plan'] as const

function Asked({ condition, products, onChange }: Omit<Props, 'onRemove'>) {
  const t = useTranslations('funnels.editor.rule')
  if ('in' in condition) {
    const isProduct = PRODUCT_FACTS.some((fact) => fact === condition.fact)
    if (!isProduct)
      return <WordsField words={condition.in} onChange={(words) => onChange({ ...condition, in: words })} />
    return (
      <fieldset className="grid gap-x-4 sm:grid-cols-2">
        <legend className="sr-only">{t('products')}</legend>
        {products
          .filter(({ kind }) => condition.fact !== 'plan' || kind === 'subscription')
          .map(({ slug, name }) => (
            <label key={slug} className="flex min-h-9 items-center gap-2 text-sm">
              <input
                type="checkbox"
                checked={condition.in.includes(slug)}
                onChange={({ target }) =>
                  onChange({
                    ...condition,
                    in: target.checked
                      ? [...condition.in, slug]
                      : condition.in.filter((each) => each !== slug),
                  })
                }
                className="size-5"
              />
              {name}
            </label>
          ))}
      </fieldset>
    )
  }
  if ('is' in condition)
    return (
      <select
        aria-label={t('asked')}
        value={condition.is ? 'yes' : 'no'}
        onChange={({ target }) => onChange({ ...condition, is: target.value === 'yes' })}
        className={fieldStyle}
      >
        <option value="yes">{t('yes')}</option>
        <option value="no">{t('no')}</option>
      </select>
    )
  if (condition.fact === 'time') return <TimeFields condition={condition} onChange={onChange} />
  return (
    <div className="flex flex-wrap gap-2">
      {'currency' in condition ? (
        <input
          aria-label={t('currency')}
          value={condition.currency}
          maxLength={3}
          onChange={({ target }) => onChange({ ...condition, currency: target.value.toUpperCase() })}
          className={`${fieldStyle} max-w-20`}
        />
      ) : null}
      {(['min', 'max'] as const).map((bound) => (
        <label key={bound} className="flex items-center gap-2 text-xs text-muted">
          {t(bound)}
          <input
            type="number"
            min={0}
            value={condition[bound] ?? ''}
            onChange={({ target }) => {
              const value = Number.isNaN(target.valueAsNumber) ? undefined : Math.round(target.valueAsNumber)
              onChange({ ...condition, [bound]: value })
            }}
            className={`${fieldStyle} max-w-32 tabular-nums`}
          />
        </label>
      ))}
      {'currency' in condition ? <p className="w-full text-xs text-muted">{t('minor')}</p> : null}
    </div>
  )
}

function WordsField({ words, onChange }: { words: string[]; onChange: (words: string[]) => void }) {
  const t = useTranslations('funnels.editor.rule')
  return (
    <label className="grid gap-1 text-xs text-muted">
      <input
        aria-label={t('words')}
        defaultValue={words.join(', ')}
        onChange={({ target }) =>
          onChange(
            target.value
              .split(',')
              .map((word) => word.trim())
              .filter(Boolean),
          )
        }
        className={fieldStyle}
      />
      {t('wordsHelp')}
    </label>
  )
}

type TimeProps = { condition: Extract<Condition, { fact: 'time' }>; onChange: (condition: Condition) => void }

function TimeFields({ condition, onChange }: TimeProps) {
  const t = useTranslations('funnels.editor.rule')
  return (
    <div className="flex flex-wrap gap-2">
      {(['from', 'until'] as const).map((bound) => (
        <label key={bound} className="grid gap-1 text-xs text-muted">
          {t(bound)}
          <input
            type="datetime-local"
            value={condition[bound]?.slice(0, 16) ?? ''}
            onChange={({ target }) =>
              onChange({ ...condition, [bound]: target.value ? `${target.value}:00.000Z` : undefined })
            }
            className={fieldStyle}
          />
        </label>
      ))}
    </div>
  )
}
