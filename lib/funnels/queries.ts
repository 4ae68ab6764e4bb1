import 'server-only'
import type { FunnelVersion } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { definitionSchema, type FunnelPlacement, PLACEMENTS } from './definition'
import type { FunnelSummary, FunnelView, VersionView } from './view'

const OWN = { placement: { in: [...PLACEMENTS] } }

/** All funnels, the first to be asked first. For the merchant: the caller has checked who asks. */
export async function listFunnels(): Promise<FunnelSummary[]> {
  const funnels = await db.funnel.findMany({
    where: OWN,
    include: { versions: { where: { state: { not: 'retired' } } } },
    orderBy: { key: 'asc' },
  })
  return funnels
    .map(({ id, key, placement, active, versions }) => {
      const draft = versions.find(({ state }) => state === 'draft') ?? null
      const published = versions.find(({ state }) => state === 'published') ?? null
      const shown = published ?? draft
      const definition = shown && toVersionView(shown).definition
      return {
        id,
        key,
        placement: placement as FunnelPlacement,
        active,
        priority: definition?.priority ?? null,
        offers: definition?.steps.length ?? 0,
        draft,
        published,
      }
    })
    .sort((a, b) => (b.priority ?? -1) - (a.priority ?? -1))
}

/** One funnel with its draft, what is published, and its history; null when there is none. For the merchant. */
export async function getFunnel(id: string): Promise<FunnelView | null> {
  const funnel = await db.funnel.findFirst({
    where: { ...OWN, id },
    include: { versions: { orderBy: { number: 'desc' } } },
  })
  if (!funnel) return null
  const versions = funnel.versions.map(toVersionView)
  return {
    id: funnel.id,
    key: funnel.key,
    placement: funnel.placement as FunnelPlacement,
    active: funnel.active,
    draft: versions.find(({ state }) => state === 'draft') ?? null,
    published: versions.find(({ state }) => state === 'published') ?? null,
    history: versions.map(({ definition: _, ...version }) => version),
  }
}

/** One version of a funnel, whichever; null when there is none. For the merchant. */
export async function getVersion(id: string): Promise<VersionView | null> {
  const version = await db.funnelVersion.findUnique({ where: { id } })
  return version && toVersionView(version)
}

export function toVersionView(version: FunnelVersion): VersionView {
  const parsed = definitionSchema.safeParse(version.definition)
  return { ...version, definition: parsed.success ? parsed.data : null }
}
