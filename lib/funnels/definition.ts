import { z } from 'zod'
import { ruleSchema } from '@/lib/rules/rule'
import { MARKETS } from './market'

const key = z.string().regex(/^[a-z0-9][a-z0-9:_-]{0,63}$/)
const line = z.string().max(400)

/** Where a funnel's offers are shown. */
export const PLACEMENTS = ['post_purchase', 'product_page', 'order_bump', 'order_page', 'account'] as const

const textsSchema = z.strictObject({
  headline: z.string().max(160),
  body: z.string().max(600),
  facts: z.array(z.string().max(160)).max(5),
})

/** Lines that a market's law asks for; empty where there is none. */
const legalSchema = z.strictObject({ withdrawal: line, delivery: line, cancellation: line })

const stepSchema = z.strictObject({
  /** Names the step in its funnel. */
  key,
  /** Names the offer through all versions and funnels: what was declined, and what is counted. Sells one product forever. */
  offer: key,
  kind: z.enum(['upsell', 'downsell', 'cross_sell']),
  /** Id of the product; empty in a draft that has none yet. */
  product: z.string().max(64),
  /** Quantities to choose from, the first one chosen to begin with. */
  quantities: z
    .array(z.int().min(1).max(99))
    .min(1)
    .max(5)
    .refine((all) => new Set(all).size === all.length, 'names a quantity twice'),
  /** A discount code of the provider, which enforces it; null for the plain price. */
  discountCode: z
    .string()
    .regex(/^[A-Z0-9_-]{1,64}$/)
    .nullable(),
  deadlineMinutes: z.int().min(1).max(1_440),
  /** For how long a declined offer rests. */
  cooldownDays: z.int().min(0).max(730),
  /** By language; one that is missing is a problem at publishing. */
  texts: z.record(z.string(), textsSchema),
  legal: z.record(z.string(), legalSchema),
  /** Another picture than the product's own; a name of components/catalog/product-art. */
  art: z.string().max(64).nullable(),
  /** Shows beside the offer what was just bought. */
  compare: z.boolean(),
  /** Takes the place of what was just bought: this one is paid in full, and what was paid for that goes back. */
  swap: z.literal(true).optional(),
  /** The step each outcome leads to; null ends the funnel. */
  edges: z.strictObject({
    accepted: key.nullable(),
    declined: key.nullable(),
    failed: key.nullable(),
    expired: key.nullable(),
  }),
})

/** One version of a funnel: who sees it, and the tree of its offers. */
export const definitionSchema = z.strictObject({
  /** The higher one is asked first. */
  priority: z.int().min(0).max(1_000_000),
  rule: ruleSchema,
  markets: z.array(z.enum(MARKETS)).max(MARKETS.length),
  entry: key.nullable(),
  steps: z
    .array(stepSchema)
    .max(50)
    .refine((steps) => new Set(steps.map((step) => step.key)).size === steps.length, 'names a step twice'),
})

export type Definition = z.infer<typeof definitionSchema>
export type Step = Definition['steps'][number]
export type Texts = z.infer<typeof textsSchema>
export type Legal = z.infer<typeof legalSchema>
export type Market = (typeof MARKETS)[number]
export type FunnelPlacement = (typeof PLACEMENTS)[number]

/** What a new funnel begins with: it matches every order and offers nothing. */
export const emptyDefinition: Definition = {
  priority: 100,
  rule: { all: [] },
  markets: ['EU', 'JP', 'US'],
  entry: null,
  steps: [],
}
