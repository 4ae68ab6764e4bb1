import type { Placement } from '@/lib/db/generated/enums'
import type { Step } from '@/lib/funnels/definition'
import { waysFrom } from '@/lib/funnels/next-step'
import type { Offered, Version } from '@/lib/funnels/published'
import { holds } from '@/lib/rules/evaluate'
import type { Facts } from '@/lib/rules/facts'
import { assignArm, type Experiment } from './assign-arm'
import { type Refusal, refuseOffer } from './refuse-offer'
import { type Budget, type Ranking, type Shopper, whyQuiet } from './shopper'

type Swappable = { currency: string; totalMinor: number }

/** What became of one funnel in a decision. */
export type Verdict = {
  version: Version
  result: 'won' | 'rule' | 'nothing_to_show' | 'outranked' | 'other_arm' | 'hold_out'
  /** Offers that were passed over on the way, each with its reason. */
  refused: { offer: string; why: Refusal }[]
}

/** Why something or nothing is shown. */
export type Why =
  | 'won'
  | 'no_match'
  | 'nothing_to_show'
  | 'hold_out'
  | NonNullable<ReturnType<typeof whyQuiet>>

export type Decision = {
  why: Why
  winner: { version: Version; step: Step } | null
  verdicts: Verdict[]
  /** The experiments this order counts for from now on. */
  exposures: { experimentId: string; arm: string; person: string }[]
}

export type Question = {
  facts: Facts
  shopper: Shopper
  budget: Budget
  ranking: Ranking
  /** What an impression of an offer is worth, in minor units; for ranking by value. */
  worthOf: (step: Step) => number
  offered: Pick<Offered, 'products' | 'offersOff'>
  experiments: readonly Experiment[]
  /** Offers this order has seen. */
  seen: ReadonlySet<string>
  /** What of the order a swap could take the place of; nothing where none is possible. */
  swappable?: Swappable | null
}

type Candidate = { version: Version; from: string | null }
type Considered = Candidate & { matches: boolean; step: Step | null; refused: Verdict['refused'] }

/**
 * The one arbiter: which offer of these funnels may be shown to this person now, and why no other. Pure. Funnels come in
 * the order of their priority; one that is entered anew is held against its rule, one that is gone on with is not.
 */
export function decide(placement: Placement, funnels: readonly Version[], question: Question): Decision {
  const quiet = whyQuiet(placement, question.shopper, question.budget)
  if (quiet) return { why: quiet, winner: null, verdicts: [], exposures: [] }
  const considered = funnels.map((version) => enter(version, question))
  return pick(considered, question)
}

/** The same for an order that is inside a funnel: what comes at this step, or instead of it. */
export function decideOnward(version: Version, from: string | null, question: Question): Decision {
  const quiet = whyQuiet(version.placement, question.shopper, question.budget)
  if (quiet) return { why: quiet, winner: null, verdicts: [], exposures: [] }
  return pick([{ version, from, matches: true, ...firstShowable(version, from, question) }], {
    ...question,
    experiments: [],
  })
}

function enter(version: Version, question: Question): Considered {
  const from = version.entry
  if (!holds(version.rule, question.facts)) return { version, from, matches: false, step: null, refused: [] }
  return { version, from, matches: true, ...firstShowable(version, from, question) }
}

function firstShowable(version: Version, from: string | null, question: Question) {
  const { facts, shopper, offered, seen, swappable } = question
  const refused: Verdict['refused'] = []
  for (const step of waysFrom(version.steps, from)) {
    const product = offered.products.get(step.product)
    const why = refuseOffer({ ...step, product }, shopper, {
      seen,
      off: offered.offersOff,
      swappable,
      now: facts.now,
    })
    if (!why) return { step, refused }
    refused.push({ offer: step.offer, why })
  }
  return { step: null, refused }
}

/** Funnels of one experiment stand together, at the place of the first of them. */
type Unit = { members: Considered[]; experiment: Experiment | null; value: number }

function pick(considered: readonly Considered[], question: Question): Decision {
  const exposures: Decision['exposures'] = []
  let winner: Considered | null = null
  let heldOut = false
  const marks = new Map<Considered, 'other_arm' | 'hold_out'>()
  for (const { members, experiment } of rank(unitsOf(considered, question), question.ranking)) {
    const showable = members.filter(({ step }) => step)
    if (showable.length === 0) continue
    if (!experiment) {
      winner = showable[0] ?? null
      break
    }
    const { person, arms } = question.shopper
    const arm = assignArm(experiment, person, arms)
    if (!arm) continue
    // Whoever could see any arm counts, whichever it is: what makes an order count does not depend on the arm.
    exposures.push({ experimentId: experiment.id, arm: arm.key, person })
    for (const member of showable) marks.set(member, arm.funnelId ? 'other_arm' : 'hold_out')
    heldOut = arm.funnelId === null
    winner = showable.find(({ version }) => version.funnelId === arm.funnelId) ?? null
    if (winner || heldOut) break
  }
  const resultOf = (one: Considered): Verdict['result'] => {
    if (one === winner) return 'won'
    if (!one.matches) return 'rule'
    if (!one.step) return 'nothing_to_show'
    return marks.get(one) ?? (heldOut ? 'hold_out' : 'outranked')
  }
  const verdicts = considered.map((one) => ({
    version: one.version,
    refused: one.refused,
    result: resultOf(one),
  }))
  const step = winner?.step
  if (winner && step) return { why: 'won', winner: { version: winner.version, step }, verdicts, exposures }
  const why = heldOut
    ? 'hold_out'
    : considered.some(({ matches }) => matches)
      ? 'nothing_to_show'
      : 'no_match'
  return { why, winner: null, verdicts, exposures }
}

function unitsOf(considered: readonly Considered[], { experiments, worthOf }: Question): Unit[] {
  const worth = (one: Considered) => (one.step ? worthOf(one.step) : 0)
  const units: Unit[] = []
  for (const one of considered) {
    const experiment =
      experiments.find(({ arms }) => arms.some(({ funnelId }) => funnelId === one.version.funnelId)) ?? null
    const unit = experiment && units.find((each) => each.experiment === experiment)
    if (unit) {
      unit.members.push(one)
      unit.value = Math.max(unit.value, worth(one))
    } else units.push({ members: [one], experiment, value: worth(one) })
  }
  return units
}

const rank = (units: Unit[], ranking: Ranking) =>
  ranking === 'priority' ? units : units.toSorted((a, b) => b.value - a.value)
