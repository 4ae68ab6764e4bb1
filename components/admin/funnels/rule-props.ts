import type { RuleIssue } from '@/lib/funnels/convert-rule'
import type { Choices } from '@/lib/funnels/editor-view'
import type { GroupForm, Path } from '@/lib/funnels/rule-form'

/** What every part of the rule's editor knows. */
export type RuleProps = {
  path: Path
  root: GroupForm
  choices: Choices
  issues: RuleIssue[]
  change: (root: GroupForm) => void
  editable: boolean
}

export const nameOf = (path: Path): string => ['rule', ...path.flatMap((index) => ['parts', index])].join('.')
