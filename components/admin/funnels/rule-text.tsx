import { useLocale, useTranslations } from 'next-intl'
import { useConditionWords } from '@/components/admin/funnels/condition-words'
import { toRuleForm } from '@/lib/funnels/convert-rule'
import type { Choices } from '@/lib/funnels/editor-view'
import { isGroup, type RuleForm } from '@/lib/funnels/rule-form'
import type { Rule } from '@/lib/rules/rule'

/** A rule in words: a list within lists, as it is nested. */
export function RuleText({ rule, choices }: { rule: Rule; choices: Choices }) {
  const t = useTranslations('builder.rule')
  const form = toRuleForm(rule)
  if (form.op === 'all' && form.parts.length === 0) return <p className="text-sm">{t('everybody')}</p>
  return (
    <div className="grid gap-2 text-sm">
      <Part part={form} choices={choices} />
    </div>
  )
}

function Part({ part, choices }: { part: RuleForm; choices: Choices }) {
  const t = useTranslations('builder.rule')
  const say = useConditionWords(choices, useLocale())
  if (!isGroup(part)) return <p>{say(part)}</p>
  return (
    <>
      <p className="font-strong">{t(`of.${part.op}`)}</p>
      {part.parts.length === 0 ? (
        <p className="text-muted">{t(`none.${part.op}`)}</p>
      ) : (
        <ul className="ml-1 grid gap-2 border-l-2 border-line pl-4">
          {part.parts.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stored rule does not change its order.
            <li key={index} className="grid gap-2">
              <Part part={each} choices={choices} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
