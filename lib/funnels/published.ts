import 'server-only'
import type { Experiment } from '@/lib/arbiter/assign-arm'
import { type ArbiterSettings, readArbiterSettings } from '@/lib/arbiter/settings'
import type { Placement } from '@/lib/db/generated/enums'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { type Definition, definitionSchema, type Step } from './definition'

/** A product as far as deciding needs it. */
export type SoldProduct = {
  id: string
  slug: string
  kind: 'one_time' | 'subscription'
  tags: string[]
  priceMinor: number
  currency: string
  interval: string | null
  /** The shop wants to sell it, and the provider has it. */
  forSale: boolean
  providerProductId: string | null
  /** What it includes, if it is a bundle: ids of products, null for what is sold in no other way. */
  parts?: readonly (string | null)[]
}

/** A version that can be shown; its steps by their key. */
export type Version = {
  id: string
  funnelId: string
  key: string
  number: number
  placement: Placement
  rule: Definition['rule']
  priority: number
  entry: string | null
  steps: ReadonlyMap<string, Step>
}

/** All that is offered now. */
export type Offered = {
  /** Published and switched on, the first to be asked first. */
  versions: readonly Version[]
  /** Keys of funnels whose published version cannot be read; they are passed over. */
  unreadable: readonly string[]
  products: ReadonlyMap<string, SoldProduct>
  /** Ids of offers that are switched off. */
  offersOff: ReadonlySet<string>
  experiments: readonly Experiment[]
  settings: ArbiterSettings
}

const shared = globalThis as { offered?: { revision: bigint; load: Promise<Offered> } }

/**
 * What is offered, kept in memory until the database says that something of it has changed. A reading that failed is
 * not kept.
 */
export async function readOffered(): Promise<Offered> {
  const { revision } = await db.offersRevision.findUniqueOrThrow({ where: { id: 1 } })
  if (shared.offered?.revision === revision) return shared.offered.load
  const load = loadOffered()
  shared.offered = { revision, load }
  load.catch(() => {
    if (shared.offered?.load === load) delete shared.offered
  })
  return load
}

async function loadOffered(): Promise<Offered> {
  const [rows, products, off, experiments, settings] = await Promise.all([
    db.funnelVersion.findMany({
      where: { state: 'published', funnel: { active: true } },
      include: { funnel: true },
    }),
    db.product.findMany({ include: { parts: { orderBy: { position: 'asc' } } } }),
    db.offer.findMany({ where: { active: false }, select: { id: true } }),
    db.experiment.findMany({
      where: { state: 'running' },
      include: { arms: { orderBy: { key: 'asc' } } },
      orderBy: { key: 'asc' },
    }),
    readArbiterSettings(),
  ])
  const versions = rows.map(toVersion)
  const unreadable = rows.filter((_, at) => versions[at] === null).map(({ funnel }) => funnel.key)
  for (const funnel of unreadable)
    logger.error({ funnel }, 'funnel has a published version that cannot be read; it is passed over')
  return {
    versions: versions
      .flatMap((version) => version ?? [])
      .sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1)),
    unreadable,
    products: new Map(
      products.map((product) => [
        product.id,
        {
          ...product,
          forSale: product.active && product.providerProductId !== null,
          parts: product.parts.map(({ productId }) => productId),
        },
      ]),
    ),
    offersOff: new Set(off.map(({ id }) => id)),
    experiments,
    settings,
  }
}

type Row = {
  id: string
  funnelId: string
  number: number
  definition: unknown
  funnel: { key: string; placement: Placement }
}

/** A stored version as it is walked through; null when it cannot be read. */
export function toVersion({ id, funnelId, number, definition, funnel }: Row): Version | null {
  const parsed = definitionSchema.safeParse(definition)
  if (!parsed.success) return null
  const { rule, priority, entry, steps } = parsed.data
  const byKey = new Map(steps.map((step) => [step.key, step]))
  return {
    id,
    funnelId,
    key: funnel.key,
    number,
    placement: funnel.placement,
    rule,
    priority,
    entry,
    steps: byKey,
  }
}

/** The version that an order is in the middle of, published still or not; null when it cannot be read. */
export async function readVersion(id: string, offered: Offered): Promise<Version | null> {
  const current = offered.versions.find((version) => version.id === id)
  if (current) return current
  const row = await db.funnelVersion.findUnique({ where: { id }, include: { funnel: true } })
  return row && toVersion(row)
}
