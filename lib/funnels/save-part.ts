import 'server-only'
import type { Result } from '@/lib/result'
import { changeDraft } from './change-draft'
import { readRuleForm, toRuleForm } from './convert-rule'
import type { Definition } from './definition'
import { differences } from './differences'
import type { SaveError } from './drafts'
import type { OfferState, RulesState, Said } from './editor-view'
import { getVersion } from './queries'
import type { RuleFields } from './rule-form-schema'
import { readStepForm, type StepForm, toStepForm } from './step-form'
import type { VersionView } from './view'

type At = { versionId: string; revision: number; by: string }

/** Saves who sees a funnel, or says what keeps it from being stored. */
export async function saveRules(at: At, fields: RuleFields): Promise<RulesState> {
  const kept = { ...fields, revision: at.revision }
  const read = readRuleForm(fields.rule)
  const priority = Number(fields.priority.normalize('NFKC').trim() || Number.NaN)
  const badPriority = !Number.isInteger(priority) || priority < 0 || priority > 1_000_000
  if ('issues' in read || badPriority) {
    const issues = [
      ...('issues' in read ? read.issues : []),
      ...(badPriority ? [{ field: 'priority' as const }] : []),
    ]
    return { ...kept, said: { code: 'issues', issues } }
  }
  const { markets } = fields
  const saved = await changeDraft({ ...at, part: 'rules' }, (definition) => ({
    ...definition,
    ...{ rule: read.rule, priority, markets },
  }))
  return {
    ...kept,
    ...after(saved, at, ({ rule, ...stored }) =>
      differences(
        {
          rule: JSON.stringify(toRuleForm(rule)),
          priority: stored.priority,
          markets: stored.markets.join(', '),
        },
        { rule: JSON.stringify(fields.rule), priority, markets: markets.join(', ') },
      ).map((each) => (each.field === 'rule' ? { field: 'rule', stored: '', yours: '' } : each)),
    ),
  }
}

/** Saves one offer of a funnel, or says which of its fields cannot be stored. */
export async function saveOffer(at: At, key: string, form: StepForm): Promise<OfferState> {
  const was = (await getVersion(at.versionId))?.definition?.steps.find((step) => step.key === key)
  if (!was) return { form, revision: at.revision, said: { code: 'gone' } }
  const read = readStepForm(form, was)
  if ('issues' in read) return { form, revision: at.revision, said: { code: 'issues', issues: read.issues } }
  const saved = await changeDraft({ ...at, part: key }, (definition) => ({
    ...definition,
    steps: definition.steps.map((step) => (step.key === key ? read.step : step)),
  }))
  return {
    form,
    ...after(saved, at, ({ steps }) => {
      const stored = steps.find((step) => step.key === key)
      return stored ? differences(toStepForm(stored), form) : []
    }),
  }
}

/** What is said after saving, and the revision that the next save goes by. */
function after(
  saved: Result<VersionView, SaveError>,
  at: At,
  compare: (stored: Definition) => ReturnType<typeof differences>,
): { revision: number; said: Exclude<Said<never>, null> } {
  if (saved.ok) return { revision: saved.value.revision, said: { code: 'saved' } }
  const { error } = saved
  if (error.code !== 'stale') return { revision: at.revision, said: { code: 'gone' } }
  const { now } = error
  return {
    revision: now.revision,
    said: {
      code: 'stale',
      by: now.editedBy,
      at: now.editedAt.toISOString(),
      differences: now.definition ? compare(now.definition) : [],
    },
  }
}
