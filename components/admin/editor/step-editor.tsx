'use client'

import { useTranslations } from 'next-intl'
import { fieldStyle, smallButton } from '@/components/admin/button-small'
import { StepTexts } from '@/components/admin/editor/step-texts'
import { Panel } from '@/components/admin/panel'
import type { Step } from '@/lib/funnels/definition'
import type { EditorProduct } from '@/lib/funnels/editor-view'
import { OUTCOMES } from '@/lib/funnels/lay-out'
import { formatMoney } from '@/lib/money'

type Props = {
  step: Step
  steps: Step[]
  products: EditorProduct[]
  locale: string
  onChange: (step: Step) => void
  onRemove: () => void
}

const KINDS = ['upsell', 'downsell', 'cross_sell'] as const
const label = 'grid content-start gap-1 text-xs text-muted'

/** Everything of one offer: what it sells, for how long, its words, and where each answer leads. */
export function StepEditor({ step, steps, products, locale, onChange, onRemove }: Props) {
  const t = useTranslations('funnels.editor')
  const tree = useTranslations('funnels.tree')
  const set = (part: Partial<Step>) => onChange({ ...step, ...part })
  const number = (field: 'deadlineMinutes' | 'cooldownDays', least: number) => (
    <label className={label}>
      {t(`field.${field}`)}
      <input
        id={field}
        type="number"
        min={least}
        value={step[field]}
        onChange={({ target }) => set({ [field]: Math.max(least, Math.round(target.valueAsNumber || 0)) })}
        className={`${fieldStyle} tabular-nums`}
      />
    </label>
  )
  return (
    <Panel
      title={t('step', { key: step.key })}
      aside={
        <button type="button" onClick={onRemove} className={smallButton}>
          {t('removeStep')}
        </button>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <label className={label}>
          {t('field.product')}
          <select
            id="product"
            value={step.product}
            onChange={({ target }) => set({ product: target.value })}
            className={fieldStyle}
          >
            <option value="">{t('choose')}</option>
            {products.map(({ id, name, priceMinor, currency }) => (
              <option key={id} value={id}>
                {`${name} · ${formatMoney({ amount: priceMinor, currency }, locale)}`}
              </option>
            ))}
          </select>
        </label>
        <label className={label}>
          {t('field.kind')}
          <select
            value={step.kind}
            onChange={({ target }) =>
              set({ kind: KINDS.find((kind) => kind === target.value) ?? 'cross_sell' })
            }
            className={fieldStyle}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {tree(`kinds.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={label}>
          {t('field.offer')}
          <input
            id="offer"
            value={step.offer}
            maxLength={64}
            onChange={({ target }) => set({ offer: target.value })}
            className={`${fieldStyle} font-mono`}
          />
        </label>
        {number('deadlineMinutes', 1)}
        {number('cooldownDays', 0)}
        <label className={label}>
          {t('field.discountCode')}
          <input
            id="discountCode"
            value={step.discountCode ?? ''}
            maxLength={64}
            onChange={({ target }) => set({ discountCode: target.value.trim().toUpperCase() || null })}
            className={`${fieldStyle} font-mono`}
          />
        </label>
        <label className={label}>
          {t('field.quantities')}
          <input
            defaultValue={step.quantities.join(', ')}
            inputMode="numeric"
            onChange={({ target }) => {
              const numbers = target.value
                .split(',')
                .map(Number)
                .filter((each) => Number.isInteger(each) && each > 0)
              set({ quantities: numbers.length > 0 ? [...new Set(numbers)] : [1] })
            }}
            className={`${fieldStyle} tabular-nums`}
          />
        </label>
        <label className="flex min-h-11 items-center gap-2 self-end text-sm">
          <input
            type="checkbox"
            checked={step.compare}
            onChange={({ target }) => set({ compare: target.checked })}
            className="size-5"
          />
          {t('field.compare')}
        </label>
      </div>
      <fieldset id="edges">
        <legend className="pb-2 text-sm font-strong">{t('edges')}</legend>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {OUTCOMES.map((outcome) => (
            <label key={outcome} className={label}>
              {tree(`outcomes.${outcome}`)}
              <select
                id={`edges.${outcome}`}
                value={step.edges[outcome] ?? ''}
                onChange={({ target }) => set({ edges: { ...step.edges, [outcome]: target.value || null } })}
                className={fieldStyle}
              >
                <option value="">{tree('end')}</option>
                {steps
                  .filter(({ key }) => key !== step.key)
                  .map((other) => (
                    <option key={other.key} value={other.key}>
                      {other.texts[locale]?.headline || other.key}
                    </option>
                  ))}
              </select>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-6 lg:grid-cols-2">
        <StepTexts language="en" step={step} onChange={onChange} />
        <StepTexts language="ja" step={step} onChange={onChange} />
      </div>
    </Panel>
  )
}
