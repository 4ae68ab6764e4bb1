'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { fieldStyle, smallAction, smallButton } from '@/components/admin/button-small'
import { Markets } from '@/components/admin/editor/markets'
import { Preview } from '@/components/admin/editor/preview'
import { ProblemList } from '@/components/admin/editor/problem-list'
import { RuleEditor } from '@/components/admin/editor/rule-editor'
import { SaveResult } from '@/components/admin/editor/save-result'
import { StepEditor } from '@/components/admin/editor/step-editor'
import { FunnelTree } from '@/components/admin/funnel-tree'
import { Panel } from '@/components/admin/panel'
import { type SaveState, saveDraftAction } from '@/lib/funnels/actions'
import type { Definition, Step } from '@/lib/funnels/definition'
import { type EditorProduct, newStep } from '@/lib/funnels/editor-view'
import type { Problem } from '@/lib/funnels/problem'

type Props = {
  funnelId: string
  version: { id: string; revision: number }
  definition: Definition
  products: EditorProduct[]
  defaults: { deadlineMinutes: number; cooldownDays: number }
  problems: Problem[]
  locale: string
}

/** The editor of one draft: everything of it on one page, saved as a whole. */
export function FunnelEditor({ funnelId, version, products, defaults, locale, ...first }: Props) {
  const t = useTranslations('funnels.editor')
  const [definition, setDefinition] = useState(first.definition)
  const [revision, setRevision] = useState(version.revision)
  const [problems, setProblems] = useState(first.problems)
  const [result, setResult] = useState<SaveState | null>(null)
  const [changed, setChanged] = useState(false)
  const [chosen, setChosen] = useState(first.definition.entry)
  const [saving, start] = useTransition()

  const edit = (part: Partial<Definition>) => {
    setDefinition({ ...definition, ...part })
    setChanged(true)
    setResult(null)
  }
  const save = () =>
    start(async () => {
      const data = new FormData()
      const fields = {
        locale,
        version: version.id,
        revision: String(revision),
        definition: JSON.stringify(definition),
      }
      for (const [name, value] of Object.entries(fields)) data.set(name, value)
      const answer = await saveDraftAction(data)
      setResult(answer)
      if (answer.code !== 'saved') return
      setRevision(answer.revision)
      setProblems(answer.problems)
      setChanged(false)
      // The buttons beside the editor publish what is stored: they must know of the new revision.
      for (const input of document.querySelectorAll<HTMLInputElement>('input[data-revision]'))
        input.value = String(answer.revision)
    })
  const addStep = () => {
    let number = definition.steps.length + 1
    const base =
      funnelId
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
        .slice(0, 12) || 'offer'
    while (definition.steps.some(({ key }) => key === `${base}-${number}`)) number += 1
    const step = newStep(`${base}-${number}`, defaults)
    edit({ steps: [...definition.steps, step], entry: definition.entry ?? step.key })
    setChosen(step.key)
  }
  const change = (key: string, step: Step) =>
    edit({ steps: definition.steps.map((each) => (each.key === key ? step : each)) })
  const remove = (key: string) => {
    const without = (to: string | null) => (to === key ? null : to)
    const steps = definition.steps
      .filter((step) => step.key !== key)
      .map((step) => ({
        ...step,
        edges: {
          accepted: without(step.edges.accepted),
          declined: without(step.edges.declined),
          failed: without(step.edges.failed),
          expired: without(step.edges.expired),
        },
      }))
    edit({ steps, entry: without(definition.entry) ?? steps[0]?.key ?? null })
    setChosen(steps[0]?.key ?? null)
  }
  const step = definition.steps.find(({ key }) => key === chosen) ?? null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div className="sticky top-0 z-10 -mx-2 flex flex-wrap items-center gap-3 border-b border-line bg-canvas px-2 py-3">
        <button type="button" onClick={save} disabled={saving} className={smallAction}>
          {saving ? t('saving') : t('save')}
        </button>
        <p className="text-sm text-muted">{changed ? t('unsaved') : t('revision', { revision })}</p>
        <SaveResult result={result} locale={locale} />
      </div>
      <ProblemList problems={problems} stale={changed} onOpen={setChosen} />
      <Panel title={t('who')}>
        <RuleEditor rule={definition.rule} onChange={(rule) => edit({ rule })} products={products} />
        <div className="grid gap-4 sm:grid-cols-2">
          <label className="grid content-start gap-1 text-xs text-muted">
            {t('priority')}
            <input
              type="number"
              min={0}
              max={1_000_000}
              value={definition.priority}
              onChange={({ target }) =>
                edit({ priority: Math.max(0, Math.round(target.valueAsNumber || 0)) })
              }
              className={fieldStyle}
            />
          </label>
          <Markets markets={definition.markets} onChange={(markets) => edit({ markets })} />
        </div>
      </Panel>
      <Panel
        title={t('tree')}
        aside={
          <button type="button" onClick={addStep} className={smallButton}>
            {t('addStep')}
          </button>
        }
      >
        <FunnelTree definition={definition} locale={locale} chosen={chosen} />
        {definition.steps.length > 0 ? (
          <div className="grid gap-4 sm:grid-cols-2">
            <StepSelect
              label={t('entry')}
              steps={definition.steps}
              locale={locale}
              value={definition.entry}
              onChange={(entry) => edit({ entry })}
            />
            <StepSelect
              label={t('edited')}
              steps={definition.steps}
              locale={locale}
              value={chosen}
              onChange={setChosen}
            />
          </div>
        ) : null}
      </Panel>
      {step ? (
        <>
          <StepEditor
            key={step.key}
            step={step}
            steps={definition.steps}
            products={products}
            locale={locale}
            onChange={(next) => change(step.key, next)}
            onRemove={() => remove(step.key)}
          />
          <Preview funnelId={funnelId} step={step} locale={locale} />
        </>
      ) : null}
    </div>
  )
}

type SelectProps = {
  label: string
  steps: Step[]
  locale: string
  value: string | null
  onChange: (key: string | null) => void
}

function StepSelect({ label, steps, locale, value, onChange }: SelectProps) {
  return (
    <label className="grid content-start gap-1 text-xs text-muted">
      {label}
      <select
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value || null)}
        className={fieldStyle}
      >
        {steps.map((step) => (
          <option key={step.key} value={step.key}>
            {step.texts[locale]?.headline || step.key}
          </option>
        ))}
      </select>
    </label>
  )
}
