import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { type Decision, decide } from '@/lib/arbiter/decide'
import type { Refusal } from '@/lib/arbiter/refuse-offer'
import { db } from '@/lib/db/prisma'
import type { Step } from '@/lib/funnels/definition'
import { readOffered, toVersion, type Version } from '@/lib/funnels/published'
import { factsIn } from '@/lib/rules/facts-in'
import { type Expected, estimate } from './estimate'
import { atOrder, newPerson, type PastPerson, remember } from './past-person'
import { countOrders, type PastOrder, readEarlier, readOrders } from './read-orders'

const DAY_MS = 86_400_000

export type Replay = {
  /** ISO times. */
  from: string
  until: string
  orders: number
  /** Orders for which the rule held. */
  matched: number
  /** Orders whose first offer it would have been. */
  won: number
  /** Of those won: how many could have been charged with one click. */
  oneClick: number
  /** Matched, but another funnel would have come first: how often, by its key. */
  otherFunnels: Record<string, number>
  /** Matched, but nothing of it could be shown: how often each reason stood against an offer of it. */
  refused: Partial<Record<Refusal, number>>
  /** Matched, but nothing was to be suggested: the month's budget was spent. */
  quiet: number
  /** What the orders won would bring, by currency. */
  expected: Expected[]
  /** Facts the rule asks for whose past is not known: they count as not known throughout. */
  notReplayed: UnknownPast[]
}

const UNKNOWN_PAST = ['usage', 'milestone', 'onboardingFinished', 'daysSinceCancel'] as const
type UnknownPast = (typeof UNKNOWN_PAST)[number]

/** So many orders are gone through at a time; whoever buys meanwhile waits for no more than these. */
const AT_ONCE = 250

/**
 * Runs a version, published or not, over the paid orders of the last ninety days as if it had been there with all that is
 * published now in the place of its funnel's own: with what each person owned, had refused and was asked at that time.
 * Shows nobody anything. `onProgress` hears how many of how many orders are done, and ends it by throwing. Null when
 * there is no such version, or it is for another place than after a purchase.
 */
export async function replay(
  versionId: string,
  onProgress: (done: number, of: number) => void = () => undefined,
  days = 90,
): Promise<Replay | null> {
  const row = await db.funnelVersion.findUnique({ where: { id: versionId }, include: { funnel: true } })
  const draft = row && toVersion(row)
  if (draft?.placement !== 'post_purchase') return null
  const offered = await readOffered()
  const funnels = [
    ...offered.versions.filter(
      ({ placement, funnelId }) => placement === 'post_purchase' && funnelId !== draft.funnelId,
    ),
    draft,
  ].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1))
  const until = new Date()
  const from = new Date(until.getTime() - days * DAY_MS)
  const total = await countOrders(from, until)
  onProgress(0, total)
  const people = await readPeople(from, until)
  const tally = newTally()
  const won: { step: Step; oneClick: boolean; goesBack: number }[] = []
  for await (const page of readOrders(from, until)) {
    for (const order of page) {
      const person = people.get(order.person) ?? newPerson()
      people.set(order.person, person)
      const decision = decideThen(order, person, funnels, offered)
      const step = count(tally, draft, decision)
      if (step) {
        const currency = offered.products.get(step.product)?.currency
        const goesBack = step.swap ? (order.totalMinor ?? 0) : 0
        won.push({ step, goesBack, oneClick: order.chargeable && currency === order.currency })
      }
      remember(person, order)
      tally.orders += 1
      if (tally.orders % AT_ONCE > 0) continue
      onProgress(tally.orders, total)
      await breathe()
    }
  }
  onProgress(tally.orders, total)
  const asked = factsIn(draft.rule)
  return {
    ...{ from: from.toISOString(), until: until.toISOString(), ...tally, won: won.length },
    oneClick: won.filter(({ oneClick }) => oneClick).length,
    expected: await estimate(won, offered.products),
    notReplayed: UNKNOWN_PAST.filter((fact) => asked.has(fact)),
  }
}

type Offered = Awaited<ReturnType<typeof readOffered>>

function decideThen(
  order: PastOrder,
  person: PastPerson,
  funnels: readonly Version[],
  offered: Offered,
): Decision {
  const { facts, shopper } = atOrder(person, order, offered.products)
  return decide('post_purchase', funnels, {
    ...{ facts, shopper, offered, budget: offered.settings, ranking: 'priority', worthOf: () => 0 },
    ...{ experiments: [], seen: new Set<string>() },
    swappable: swappableThen(order),
  })
}

/** What of a past order could have been exchanged, as far as it is known still. */
function swappableThen({ lines, chargeable, currency, totalMinor }: PastOrder) {
  const single = lines.length === 1 && lines[0]?.quantity === 1 && chargeable
  return single && currency !== null && totalMinor !== null ? { currency, totalMinor } : null
}

async function readPeople(from: Date, until: Date): Promise<Map<string, PastPerson>> {
  const earlier = await readEarlier(from, until)
  return new Map(
    earlier.map(({ person, orders, products, value, last }) => [
      person,
      {
        ...newPerson(),
        ...{ bought: new Set(products), orders, last },
        value: new Map(Object.entries(value)),
      },
    ]),
  )
}

const newTally = () => ({
  ...{ orders: 0, matched: 0, quiet: 0 },
  otherFunnels: {} as Record<string, number>,
  refused: {} as Partial<Record<Refusal, number>>,
})

/** Counts what became of the draft; its step where it won. */
function count(tally: ReturnType<typeof newTally>, draft: Version, decision: Decision): Step | null {
  const own = decision.verdicts.find(({ version }) => version === draft)
  if (!own) {
    tally.quiet += 1
    return null
  }
  if (own.result === 'rule') return null
  tally.matched += 1
  if (own.result === 'won') return decision.winner?.step ?? null
  if (own.result === 'nothing_to_show')
    for (const { why } of own.refused) tally.refused[why] = (tally.refused[why] ?? 0) + 1
  const other = own.result === 'outranked' && decision.winner?.version.key
  if (other) tally.otherFunnels[other] = (tally.otherFunnels[other] ?? 0) + 1
  return null
}
