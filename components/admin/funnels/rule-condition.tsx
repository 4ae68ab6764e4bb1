'use client'
import { useTranslations } from 'next-intl'
import { fieldStyle } from '@/components/admin/button-small'
import { ConditionValues } from '@/components/admin/funnels/condition-values'
import { PartButtons } from '@/components/admin/funnels/part-buttons'
import { nameOf, type RuleProps } from '@/components/admin/funnels/rule-props'
import { type ConditionForm, FACT_GROUPS, type Fact, newCondition } from '@/lib/funnels/rule-form'

type Props = RuleProps & { condition: ConditionForm; set: (condition: ConditionForm) => void }

const groups = Object.keys(FACT_GROUPS) as (keyof typeof FACT_GROUPS)[]

/** One condition: what it is about, and what it asks of it. */
export function RuleCondition({ path, root, condition, set, choices, issues, editable }: Props) {
  const t = useTranslations('builder.rule')
  const name = nameOf(path)
  const issue = issues.find((each) => each.path.join() === path.join())
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="sr-only">{t(`fact.${condition.fact}`)}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <select
          name={`${name}.fact`}
          aria-label={t('about')}
          aria-invalid={issue ? true : undefined}
          value={condition.fact}
          onChange={(event) => set(newCondition(event.target.value as Fact))}
          autoComplete="off"
          className={`${fieldStyle} max-w-64 grow`}
        >
          {groups.map((group) => (
            <optgroup key={group} label={t(`factGroup.${group}`)}>
              {FACT_GROUPS[group].map((fact) => (
                <option key={fact} value={fact}>
                  {t(`fact.${fact}`)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <noscript>
          <button type="submit" name="do" value="show" className="link-alone text-sm">
            {t('show')}
          </button>
        </noscript>
        {editable ? <PartButtons root={root} path={path} what={t(`fact.${condition.fact}`)} /> : null}
      </div>
      <ConditionValues name={name} condition={condition} set={set} choices={choices} />
      {issue ? (
        <p role="alert" className="text-sm text-danger">
          {t(`issue.${issue.code}`)}
        </p>
      ) : null}
    </fieldset>
  )
}
