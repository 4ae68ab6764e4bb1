import 'server-only'
import { z } from 'zod'
import { nameOfPart } from '@/lib/bundles/name-of-part'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import type { Money } from '@/lib/money'
import type { OfferView } from '@/lib/offers/view'
import type { Rule } from '@/lib/rules/rule'
import { type FunnelPlacement, PLACEMENTS, type Step } from './definition'
import { getVersion } from './queries'

const intervalSchema = z.enum(['month', 'year']).nullable()
const askedSchema = z.object({
  version: z.string().max(64),
  step: z.string().max(64),
  product: z.string().max(64).optional(),
  quantities: z.string().max(80).optional(),
  art: z.string().max(64).optional(),
  compare: z.enum(['on', 'off']).optional(),
  swap: z.enum(['on', 'off']).optional(),
})

/** What is offered, and where it would stand. */
export type Preview = { offer: OfferView; placement: FunnelPlacement }

/**
 * An offer of a stored version as its page would show it, with what the editor has not saved yet in its place. Prices
 * are the catalogue's, without tax: the provider's are asked for when a real shopper comes. Nothing is written, so nothing
 * is counted. Null where there is no such offer or it has no product. For the merchant: the caller has checked who asks.
 */
export async function previewOffer(
  funnelId: string,
  query: unknown,
  locale: string,
): Promise<Preview | null> {
  const asked = askedSchema.safeParse(query)
  if (!asked.success) return null
  const version = await getVersion(asked.data.version)
  const step = version?.definition?.steps.find(({ key }) => key === asked.data.step)
  if (!version?.definition || version.funnelId !== funnelId || !step) return null
  const [offer, { placement }] = await Promise.all([
    draw({ ...step, ...overridden(asked.data, step) }, version.definition.rule, locale),
    db.funnel.findUniqueOrThrow({ where: { id: funnelId } }),
  ])
  const place = PLACEMENTS.find((each) => each === placement)
  return offer && place ? { offer, placement: place } : null
}

function overridden({ product, quantities, art, compare, swap }: z.infer<typeof askedSchema>, step: Step) {
  const typed = (quantities ?? '').split(/[\s,、]+/).map(Number)
  const fits = typed.length <= 5 && typed.every((each) => Number.isInteger(each) && each >= 1 && each <= 99)
  return {
    product: product ?? step.product,
    quantities: quantities && fits ? [...new Set(typed)] : step.quantities,
    art: art === undefined ? step.art : art || null,
    compare: compare === undefined ? step.compare : compare === 'on',
    swap: (swap ? swap === 'on' : step.swap) || undefined,
  }
}

async function draw(step: Step, rule: Rule, locale: string): Promise<OfferView | null> {
  const withTexts = { texts: { where: { locale } } }
  const withParts = {
    parts: { orderBy: { position: 'asc' as const }, include: { product: { include: withTexts } } },
  }
  const [product, bought] = await Promise.all([
    db.product.findUnique({ where: { id: step.product }, include: { ...withTexts, ...withParts } }),
    db.product.findFirst({ where: { slug: { in: boughtIn(rule) } }, include: withTexts }),
  ])
  if (!product) return null
  const [quantity = 1] = step.quantities
  const money = (count: number) => ({ amount: product.priceMinor * count, currency: product.currency })
  const texts = step.texts[locale]
  const legal = step.legal[locale]
  const interval = intervalSchema.parse(product.interval)
  return {
    impressionId: 'preview',
    attemptId: null,
    order: { id: 'preview', number: 1042, paid: true },
    kind: step.kind,
    headline: texts?.headline || product.texts[0]?.name || product.slug,
    body: texts?.body ?? '',
    facts: texts?.facts ?? [],
    product: {
      slug: product.slug,
      name: product.texts[0]?.name ?? product.slug,
      art: step.art ?? product.art,
    },
    bought:
      step.compare && bought
        ? { name: bought.texts[0]?.name ?? bought.slug, art: bought.art, facts: bought.texts[0]?.facts ?? [] }
        : null,
    inside: product.parts.map((part) => ({
      name: nameOfPart(part, locale),
      owned: part.productId !== null && part.productId === bought?.id,
    })),
    quantity,
    choices:
      step.quantities.length > 1
        ? step.quantities.map((each) => ({ quantity: each, total: money(each), mostChosen: false }))
        : [],
    subtotal: money(quantity),
    saving: null,
    compareAt: null,
    tax: null,
    total: money(quantity),
    swap: step.swap && bought ? swapFor(bought, money(quantity)) : null,
    renewal: interval && { price: money(quantity), interval },
    path: 'one_click',
    pathReason: 'saved_method',
    legal: [legal?.delivery, legal?.withdrawal, legal?.cancellation].flatMap((line) =>
      line?.trim() ? [line] : [],
    ),
    card: { brand: 'visa', lastFour: '4242', expiry: { month: 12, year: new Date().getUTCFullYear() + 2 } },
    expiresAt: new Date(Date.now() + step.deadlineMinutes * 60_000).toISOString(),
    undoMinutes: !interval && env.UNDO_MINUTES > 0 ? env.UNDO_MINUTES : null,
    state: { name: 'ready' },
  }
}

/** What a swap would say of two list prices. */
function swapFor(
  bought: { slug: string; priceMinor: number; texts: { name: string }[] },
  { amount, currency }: Money,
): OfferView['swap'] {
  return {
    name: bought.texts[0]?.name ?? bought.slug,
    goesBack: { amount: bought.priceMinor, currency },
    difference: { amount: amount - bought.priceMinor, currency },
    card: { brand: 'visa', lastFour: '4242' },
  }
}

/** The products that a rule asks to have been bought: one of them stands in for the purchase before the offer. */
function boughtIn(rule: Rule): string[] {
  if ('all' in rule) return rule.all.flatMap(boughtIn)
  if ('any' in rule) return rule.any.flatMap(boughtIn)
  return 'fact' in rule && rule.fact === 'bought' ? rule.in : []
}
