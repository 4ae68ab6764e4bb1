import type { Definition, Step } from './definition'

export const OUTCOMES = ['accepted', 'declined', 'failed', 'expired'] as const
export type Outcome = (typeof OUTCOMES)[number]

const ends: Step['edges'] = { accepted: null, declined: null, failed: null, expired: null }
const noTexts = { headline: '', body: '', facts: [] }
const noLegal = { withdrawal: '', delivery: '', cancellation: '' }

/**
 * A new offer at the end of an edge, or where the funnel begins; `key` names it. What came there before follows it.
 * `begin` is what the merchant has set for new offers.
 */
export function addStep(
  definition: Definition,
  key: string,
  at: { step: string; outcome: Outcome } | null,
  begin: Pick<Step, 'deadlineMinutes' | 'cooldownDays'>,
): Definition {
  const before = at && definition.steps.find((step) => step.key === at.step)
  if (at && !before) return definition
  const next = at && before ? before.edges[at.outcome] : definition.entry
  const step: Step = {
    key,
    offer: key,
    kind: !at ? 'upsell' : at.outcome === 'accepted' ? 'cross_sell' : 'downsell',
    product: '',
    quantities: [1],
    discountCode: null,
    ...begin,
    texts: { en: noTexts, ja: noTexts },
    legal: { en: noLegal, ja: noLegal },
    art: null,
    compare: false,
    edges: { ...ends, declined: next },
  }
  const steps = definition.steps.map((each) =>
    at && each.key === at.step ? { ...each, edges: { ...each.edges, [at.outcome]: key } } : each,
  )
  return { ...definition, entry: at ? definition.entry : key, steps: [...steps, step] }
}

/** The definition without an offer: whatever led there leads to where its refusal would have led. */
export function removeStep(definition: Definition, key: string): Definition {
  const gone = definition.steps.find((step) => step.key === key)
  if (!gone) return definition
  const on = gone.edges.declined === key ? null : gone.edges.declined
  const past = (to: string | null) => (to === key ? on : to)
  return {
    ...definition,
    entry: past(definition.entry),
    steps: definition.steps
      .filter((step) => step.key !== key)
      .map((step) => ({
        ...step,
        edges: {
          accepted: past(step.edges.accepted),
          declined: past(step.edges.declined),
          failed: past(step.edges.failed),
          expired: past(step.edges.expired),
        },
      })),
  }
}

/** An edge drawn once, with all the outcomes that lead the same way. */
export type Branch = { outcomes: Outcome[]; to: TreeNode | { ref: string } | null }
export type TreeNode = { step: Step; branches: Branch[] }

/** The funnel as a tree to draw: a step met a second time is only named, so that it always ends. */
export function toTree({ entry, steps }: Definition): { root: TreeNode | null; loose: Step[] } {
  const byKey = new Map(steps.map((step) => [step.key, step]))
  const drawn = new Set<string>()
  const draw = (step: Step): TreeNode => {
    drawn.add(step.key)
    const targets = [...new Set(OUTCOMES.map((outcome) => step.edges[outcome]))]
    const branches = targets.map((to): Branch => {
      const outcomes = OUTCOMES.filter((outcome) => step.edges[outcome] === to)
      if (to === null) return { outcomes, to: null }
      const next = byKey.get(to)
      return { outcomes, to: next && !drawn.has(to) ? draw(next) : { ref: to } }
    })
    return { step, branches: branches.toSorted((a, b) => Number(a.to === null) - Number(b.to === null)) }
  }
  const first = entry === null ? undefined : byKey.get(entry)
  const root = first ? draw(first) : null
  return { root, loose: steps.filter(({ key }) => !drawn.has(key)) }
}
