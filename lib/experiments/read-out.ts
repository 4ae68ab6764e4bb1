import { chiSquareP, difference, neededPerArm, type Sample, sampleOf, share } from './statistics'

/** What a database counts for one arm in one currency; `net` is after tax, refunds and disputes, per eligible order. */
export type ArmCount = {
  arm: string
  currency: string
  /** Orders that count, whatever they were shown. */
  orders: number
  shown: number
  accepted: number
  givenBack: number
  gross: number
  net: number
  netSquares: number
}

export type ArmReadOut = {
  arm: string
  holdOut: boolean
  orders: number
  shown: number
  accepted: number
  givenBack: number
  /** Of those shown. */
  takeRate: { rate: number; low: number; high: number }
  /** Minor units, without tax. */
  gross: number
  net: number
  netPerOrder: number
  /** To the hold-out, or to the first arm where there is none: minor units per eligible order, at 95 %. */
  difference: { estimate: number; low: number; high: number } | null
  /** `better` and `worse` once the interval leaves nought out. */
  verdict: 'baseline' | 'better' | 'worse' | 'open'
  /** Until a difference worth having could be told apart, at this traffic; nought when it can, null without traffic. */
  weeksToGo: number | null
}

export type ReadOut = {
  currency: string
  arms: ArmReadOut[]
}

/** How people are spread over the arms: a split that chance does not make means that something is broken. */
export type Split = {
  people: { arm: string; people: number; weight: number }[]
  p: number
  suspicious: boolean
}

type ArmPlan = { key: string; funnelId: string | null; weight: number }

/** A split that comes by chance less often than once in a thousand times is suspicious, as is usual for such checks. */
const SUSPICIOUS = 0.001
/** A difference smaller than this part of what an order brings is not waited for. */
const WORTH = 0.2

/** Works out what an experiment says, for each currency by itself. `weekly` are eligible orders a week, of all arms. */
export function readOut(counts: readonly ArmCount[], plans: readonly ArmPlan[], weekly: number): ReadOut[] {
  const currencies = [...new Set(counts.map(({ currency }) => currency))]
  return currencies
    .map((currency) => {
      const own = counts.filter((count) => count.currency === currency)
      const baseline = plans.find(({ funnelId }) => funnelId === null) ?? plans[0]
      const base = sampleFor(own, baseline?.key)
      const all = counts.reduce((sum, { orders }) => sum + orders, 0)
      const here = own.reduce((sum, { orders }) => sum + orders, 0)
      const perArm = (weekly * (all > 0 ? here / all : 0)) / Math.max(1, plans.length)
      return {
        currency,
        arms: plans.map((plan) => toArm(plan, own, plan === baseline ? null : base, perArm)),
      }
    })
    .sort((a, b) => ordersOf(b) - ordersOf(a))
}

const ordersOf = ({ arms }: ReadOut) => arms.reduce((sum, { orders }) => sum + orders, 0)

const none = { orders: 0, shown: 0, accepted: 0, givenBack: 0, gross: 0, net: 0, netSquares: 0 }

const countFor = (counts: readonly ArmCount[], key: string | undefined) =>
  counts.find(({ arm }) => arm === key) ?? none

function sampleFor(counts: readonly ArmCount[], key: string | undefined): Sample {
  const { orders, net, netSquares } = countFor(counts, key)
  return sampleOf({ n: orders, sum: net, squares: netSquares })
}

function toArm(plan: ArmPlan, counts: readonly ArmCount[], base: Sample | null, perArm: number): ArmReadOut {
  const { netSquares: _, ...count } = countFor(counts, plan.key)
  const own = sampleFor(counts, plan.key)
  const apart = base && difference(own, base)
  return {
    ...count,
    arm: plan.key,
    holdOut: plan.funnelId === null,
    takeRate: share(count.accepted, count.shown),
    netPerOrder: own.mean,
    difference: apart,
    verdict: base ? verdictOf(apart) : 'baseline',
    weeksToGo: base ? weeksToGo(own, base, perArm, verdictOf(apart)) : 0,
  }
}

function verdictOf(apart: ReturnType<typeof difference>): 'better' | 'worse' | 'open' {
  if (apart && apart.low > 0) return 'better'
  return apart && apart.high < 0 ? 'worse' : 'open'
}

function weeksToGo(own: Sample, base: Sample, perArm: number, verdict: string): number | null {
  if (verdict !== 'open') return 0
  const worth = Math.max(
    Math.abs(own.mean - base.mean),
    WORTH * Math.max(Math.abs(own.mean), Math.abs(base.mean)),
  )
  if (worth === 0 || perArm <= 0) return null
  const needed = neededPerArm((own.variance + base.variance) / 2, worth)
  return Math.max(1, Math.ceil((needed - Math.min(own.n, base.n)) / perArm))
}

/** Holds how people are spread against the weights. A bandit moves its weights, so its split says nothing: null. */
export function checkSplit(
  people: ReadonlyMap<string, number>,
  plans: readonly ArmPlan[],
  bandit: boolean,
): Split | null {
  if (bandit) return null
  const counts = plans.map(({ key, weight }) => ({ arm: key, people: people.get(key) ?? 0, weight }))
  const p = chiSquareP(
    counts.map((count) => count.people),
    counts.map((count) => count.weight),
  )
  return { people: counts, p, suspicious: p < SUSPICIOUS }
}
