import type pg from 'pg'
import type { Random } from './random.ts'
import type { TrustStack } from './stack.ts'

/** What one family of trials came to. */
export type Outcome = {
  trials: number
  /** What did not hold, in words. */
  violations: string[]
  /** Money taken twice, money or messages lost, charges left without an end; for the families that charge. */
  charges?: {
    doubles: number
    lost: number
    unresolved: number
    maxPostsPerAttempt: number
    attempts: number
  }
  /** How often each fault was met. */
  faults?: Record<string, number>
  /** Milliseconds, as measured. */
  times?: Record<string, number[]>
  /** Anything else worth reading. */
  notes?: string[]
}

/** What every family is given. */
export type Aside = { random: Random; counts: Counts; say: (line: string) => void }

/** What a family is given that plays against the running shop. */
export type Trial = Aside & {
  stack: TrustStack
  /** Past every line; for reading, and for letting time pass. */
  database: pg.Pool
}

export type Family<Given extends Aside = Trial> = {
  name: string
  says: string
  run: (given: Given) => Promise<Outcome>
}

/** How much of each family is run. */
export type Counts = {
  offers: number
  clicks: number
  killSeeds: number
  /** Of the points to kill at every n-th is reached, by the seed; and so on. */
  everyNthPoint: number
  randomKills: number
  faultRounds: number
  releases: number
  outages: number
  /** Of all faults every n-th is met. */
  everyNthFault: number
  /** Of the 720 orders of events every n-th is played. */
  everyNthOrder: number
  shuffles: number
  /** Stories of five events that are sent in copies. */
  copiedEvents: number
  loadSeconds: number
  loadPerSecond: number
  /** Purchases that the webhooks of the load are about. */
  loadPayments: number
  mutations: number
  fuzzed: number
  cutsPerStatement: number
  everyNthCut: number
  histories: number
}

export const FULL: Counts = {
  offers: 1_000,
  clicks: 20,
  killSeeds: 10,
  everyNthPoint: 1,
  randomKills: 100,
  faultRounds: 20,
  releases: 20,
  outages: 5,
  everyNthFault: 1,
  everyNthOrder: 1,
  shuffles: 1_000,
  copiedEvents: 100,
  loadSeconds: 60,
  loadPerSecond: 300,
  loadPayments: 50,
  mutations: 20_000,
  fuzzed: 5_000,
  cutsPerStatement: 3,
  everyNthCut: 1,
  histories: 1_000,
}

export const SMALL: Counts = {
  offers: 15,
  clicks: 20,
  killSeeds: 1,
  everyNthPoint: 3,
  randomKills: 2,
  faultRounds: 1,
  releases: 2,
  outages: 1,
  everyNthFault: 12,
  everyNthOrder: 90,
  shuffles: 4,
  copiedEvents: 4,
  loadSeconds: 3,
  loadPerSecond: 100,
  loadPayments: 3,
  mutations: 2_000,
  fuzzed: 100,
  cutsPerStatement: 1,
  everyNthCut: 8,
  histories: 24,
}

/** Counts of trials grow with `SCALE`; how many click at once, and how fast a load is, do not. */
export function scaled(counts: Counts, scale: number): Counts {
  const grown = Object.entries(counts).map(([name, count]) => {
    if (name === 'clicks' || name === 'loadPerSecond') return [name, count]
    return [name, Math.max(1, Math.round(name.startsWith('everyNth') ? count / scale : count * scale))]
  })
  return Object.fromEntries(grown) as Counts
}
