import type { ProductKind } from '@/lib/catalog/view'
import type { Money } from '@/lib/money'
import type { RuleIssue } from './convert-rule'
import type { Problem } from './problem'
import type { GroupForm } from './rule-form'
import type { StepForm, StepIssue } from './step-form'
import type { FunnelView, VersionView } from './view'

/** What an editor may choose from. */
export type Choices = {
  products: {
    id: string
    slug: string
    name: string
    kind: ProductKind
    price: Money
    art: string
    forSale: boolean
  }[]
  tags: string[]
  currencies: string[]
}

/** One version of a funnel on the editor's pages. */
export type EditorView = {
  funnel: FunnelView
  version: VersionView & { definition: NonNullable<VersionView['definition']> }
  /** Only the draft can be edited, and only by those who may. */
  editable: boolean
  /** What stands against publishing the draft; nothing for other versions. */
  problems: Problem[]
  choices: Choices
}

/** A field that somebody else has stored otherwise meanwhile. */
export type Difference = { field: string; stored: string; yours: string }

/** What became of the last save. */
export type Said<Issue> =
  | { code: 'saved' }
  | { code: 'issues'; issues: Issue[] }
  | { code: 'stale'; by: string | null; at: string; differences: Difference[] }
  | { code: 'gone' }
  | null

export type RulesState = {
  rule: GroupForm
  priority: string
  markets: string[]
  revision: number
  said: Said<RuleIssue | { field: 'priority' }>
}

export type OfferState = { form: StepForm; revision: number; said: Said<StepIssue> }
