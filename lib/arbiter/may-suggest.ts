import 'server-only'
import { db } from '@/lib/db/prisma'
import { readOffered, type Version } from '@/lib/funnels/published'
import type { Rule } from '@/lib/rules/rule'
import { collectFacts, toShopper } from './collect-facts'
import { type Decision, decide } from './decide'
import { readDealings } from './read-dealings'
import { recordDecision } from './record-decision'
import { whyQuiet } from './shopper'
import { toTrace } from './trace'

/** Something the shop itself suggests, without a merchant's funnel: a larger plan at the limit, an alternative to leaving. */
type Suggestion = {
  placement: 'plan_limit' | 'cancel'
  key: string
  rule: Rule
  /** The plan it would change to; null where nothing is sold, as with a pause. */
  productId: string | null
  cooldownDays: number
  /** What it is decided for: the same one, the same row. */
  subject: string
  /** The order the plan was bought with: its owner is asked. */
  orderId: string
  locale: string
  currency: string
}

/** Whether the arbiter lets it be suggested now: the same switch, budget, cool-down and record as for every offer. */
export async function maySuggest(suggestion: Suggestion, now: Date): Promise<boolean> {
  const { placement, orderId } = suggestion
  const order = await db.order.findUniqueOrThrow({ where: { id: orderId } })
  const [offered, dealings] = await Promise.all([readOffered(), readDealings(order, orderId, now)])
  const occasion = {
    ...{ now, lines: [], value: null, coupons: [], campaign: null, paymentKind: null, oneClick: null },
    ...{ locale: suggestion.locale, currency: suggestion.currency, country: order.country },
    isOrder: false,
  }
  const facts = collectFacts(occasion, dealings, offered.products)
  const shopper = { ...toShopper(dealings, offered.products, ''), ownsPlan: false }
  const budget = offered.settings
  const decision: Decision =
    suggestion.productId === null
      ? { why: whyQuiet(placement, shopper, budget) ?? 'won', winner: null, verdicts: [], exposures: [] }
      : decide(placement, [asFunnel(suggestion, suggestion.productId)], {
          ...{ facts, shopper, budget, offered, ranking: 'priority', worthOf: () => 0 },
          ...{ experiments: [], seen: new Set<string>() },
        })
  await recordDecision({
    ...{ placement, subject: suggestion.subject, position: 0, orderId, why: decision.why },
    impressionId: null,
    trace: toTrace(decision, facts, []),
    exposures: [],
  })
  return decision.why === 'won'
}

const asFunnel = ({ placement, key, rule, cooldownDays }: Suggestion, product: string): Version => ({
  ...{ id: key, funnelId: key, key, number: 1, placement, rule, priority: 0, entry: key },
  steps: new Map([
    [
      key,
      {
        ...{ key, offer: key, kind: 'upsell', product, quantities: [1], discountCode: null, cooldownDays },
        ...{ deadlineMinutes: 30, texts: {}, legal: {}, art: null, compare: false },
        edges: { accepted: null, declined: null, failed: null, expired: null },
      },
    ],
  ]),
})
