'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { fieldStyle } from '@/components/admin/button-small'
import { DraftFields } from '@/components/admin/funnels/funnel-fields'
import { RuleGroup } from '@/components/admin/funnels/rule-group'
import { nameOf } from '@/components/admin/funnels/rule-props'
import { SaveBar } from '@/components/admin/funnels/save-bar'
import { useDraftForm } from '@/components/admin/funnels/use-draft-form'
import { saveRulesAction } from '@/lib/funnels/actions'
import { editRule, pathAfter, type RuleEdit, readEdit, writeEdit } from '@/lib/funnels/edit-rule'
import type { Choices, RulesState } from '@/lib/funnels/editor-view'
import { MARKETS } from '@/lib/funnels/market'
import { rulesPath } from '@/lib/funnels/paths'
import type { GroupForm } from '@/lib/funnels/rule-form'

type Props = {
  at: { locale: string; funnel: string; version: string }
  initial: RulesState
  choices: Choices
  editable: boolean
}

/**
 * The form of a funnel's rule. Its buttons change the rule at once; without scripts each sends the form and gets it back
 * changed. Only saving stores it.
 */
export function RulesForm({ at, initial, choices, editable }: Props) {
  const t = useTranslations('builder')
  const { state, pending, changed, setChanged, send } = useDraftForm(saveRulesAction, initial)
  const [rule, setRule] = useState(state.rule)
  const form = useRef<HTMLFormElement>(null)
  const made = useRef<{ root: GroupForm; edit: RuleEdit }>(null)
  useEffect(() => {
    if (!made.current || made.current.root === rule) return
    focusAfter(form.current, made.current)
    made.current = null
  }, [rule])
  const make = (edit: RuleEdit) => {
    made.current = { root: rule, edit }
    change(editRule(rule, edit))
  }
  const change = (next: typeof rule) => {
    setRule(next)
    setChanged(true)
  }
  const issues = state.said?.code === 'issues' ? state.said.issues : []
  return (
    <form
      ref={form}
      action={send.action}
      onSubmit={(event) => {
        const button = (event.nativeEvent as SubmitEvent).submitter
        const edit = button instanceof HTMLButtonElement ? readEdit(button.value) : null
        if (!edit) return send.onSubmit(event)
        event.preventDefault()
        make(edit)
      }}
      onInput={() => setChanged(true)}
      className="grid gap-6"
    >
      <DraftFields {...at} revision={state.revision} />
      {/* Enter in a field saves: the first button of a form is the one it presses. */}
      <button type="submit" name="do" value="save" className="sr-only" tabIndex={-1} aria-hidden="true">
        {t('save.save')}
      </button>
      <fieldset disabled={!editable} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
        <div id="rule" tabIndex={-1}>
          <RuleGroup
            group={rule}
            path={[]}
            root={rule}
            choices={choices}
            issues={issues.flatMap((issue) => ('path' in issue ? [issue] : []))}
            change={change}
            editable={editable}
          />
        </div>
        <div className="grid gap-6 sm:grid-cols-2">
          <label className="grid content-start gap-1 text-sm">
            {t('rule.priority')}
            <input
              name="priority"
              inputMode="numeric"
              maxLength={7}
              defaultValue={state.priority}
              aria-invalid={issues.some((issue) => 'field' in issue) || undefined}
              aria-describedby="priority-hint"
              autoComplete="off"
              className={fieldStyle}
            />
            <span id="priority-hint" className="text-xs text-muted">
              {issues.some((issue) => 'field' in issue) ? t('rule.badPriority') : t('rule.priorityHint')}
            </span>
          </label>
          <fieldset className="grid content-start gap-1 text-sm">
            <legend>{t('rule.markets')}</legend>
            <div className="flex flex-wrap gap-x-5">
              {MARKETS.map((market) => (
                <label key={market} className="inline-flex min-h-11 cursor-pointer items-center gap-2">
                  <input
                    type="checkbox"
                    name="markets"
                    value={market}
                    defaultChecked={state.markets.includes(market)}
                    autoComplete="off"
                    className="size-5 accent-ink"
                  />
                  {t(`market.${market}`)}
                </label>
              ))}
            </div>
            <span className="text-xs text-muted">{t('rule.marketsHint')}</span>
          </fieldset>
        </div>
      </fieldset>
      <SaveBar
        here={rulesPath(at.locale, at.funnel)}
        said={state.said}
        pending={pending}
        changed={changed}
        editable={editable}
      />
    </form>
  )
}

/** Puts the keyboard where the edit was made: on the button that moved a part, else on the part. */
function focusAfter(form: HTMLFormElement | null, { root, edit }: { root: GroupForm; edit: RuleEdit }): void {
  const path = pathAfter(root, edit)
  if (!form || !path) return
  const find = (selector: string) => form.querySelector<HTMLElement>(selector)
  const press = (by: 'up' | 'down') => find(`button[value="${writeEdit({ do: by, path })}"]:enabled`)
  const part = find(`select[name="${nameOf(path)}.fact"], select[name="${nameOf(path)}.op"]`)
  const moved = edit.do === 'up' || edit.do === 'down'
  const pressed = moved ? (press(edit.do) ?? press(edit.do === 'up' ? 'down' : 'up')) : null
  const next = pressed ?? part
  next?.focus()
}
