'use client'
import { useTranslations } from 'next-intl'
import { fieldStyle, smallButton } from '@/components/admin/button-small'
import { PartButtons } from '@/components/admin/funnels/part-buttons'
import { RuleCondition } from '@/components/admin/funnels/rule-condition'
import { nameOf, type RuleProps } from '@/components/admin/funnels/rule-props'
import { Icon } from '@/components/ui/icon'
import { canNest, setOp, setPart, writeEdit } from '@/lib/funnels/edit-rule'
import { type GroupForm, isGroup, type Op } from '@/lib/funnels/rule-form'

/** A group of conditions: all, any or none of its parts. */
export function RuleGroup({ group, ...props }: RuleProps & { group: GroupForm }) {
  const t = useTranslations('builder.rule')
  const { path, root, change, editable } = props
  const name = nameOf(path)
  return (
    <fieldset
      className={`grid min-w-0 gap-3 rounded-md border border-line p-3 sm:p-4 ${path.length % 2 ? 'bg-surface' : 'bg-canvas'}`}
    >
      <legend className="sr-only">{t(path.length === 0 ? 'root' : 'group')}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <select
          name={`${name}.op`}
          aria-label={t('operator')}
          value={group.op}
          onChange={(event) => change(setOp(root, path, event.target.value as Op))}
          autoComplete="off"
          className={`${fieldStyle} max-w-64 grow font-strong`}
        >
          {(['all', 'any', 'none'] as const).map((op) => (
            <option key={op} value={op}>
              {t(`of.${op}`)}
            </option>
          ))}
        </select>
        {path.length > 0 && editable ? <PartButtons root={root} path={path} what={t('group')} /> : null}
      </div>
      {group.parts.length === 0 ? (
        <p className="text-sm text-muted">{t(`none.${group.op}`)}</p>
      ) : (
        <ol className="grid gap-3 border-l-2 border-line pl-3 sm:pl-4">
          {group.parts.map((part, index) => {
            const at = [...path, index]
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names; every field is controlled.
              <li key={index}>
                {isGroup(part) ? (
                  <RuleGroup {...props} group={part} path={at} />
                ) : (
                  <RuleCondition
                    {...props}
                    path={at}
                    condition={part}
                    set={(next) => change(setPart(root, at, next))}
                  />
                )}
              </li>
            )
          })}
        </ol>
      )}
      {editable ? (
        <div className="flex flex-wrap gap-2">
          <button type="submit" name="do" value={writeEdit({ do: 'add', path })} className={smallButton}>
            <Icon name="plus" className="size-4" />
            {t('addCondition')}
          </button>
          {canNest(path) ? (
            <button type="submit" name="do" value={writeEdit({ do: 'group', path })} className={smallButton}>
              <Icon name="plus" className="size-4" />
              {t('addGroup')}
            </button>
          ) : null}
        </div>
      ) : null}
    </fieldset>
  )
}
