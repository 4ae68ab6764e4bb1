import 'server-only'
import type { FunnelVersion, Placement } from '@/lib/db/generated/client'
import { db, type Tx } from '@/lib/db/prisma'
import { fetchDiscount } from '@/lib/dodo/discounts'
import { routing } from '@/lib/i18n/routing'
import { SITTING_MINUTES } from '@/lib/offers/sitting'
import { fail, ok, type Result } from '@/lib/result'
import { type CheckContext, checkDefinition } from './check-definition'
import { type Definition, definitionSchema, type FunnelPlacement } from './definition'
import { type SaveError, whyNot } from './drafts'
import type { Problem } from './problem'
import { toVersionView } from './queries'
import type { VersionView } from './view'

export type PublishError = Exclude<SaveError, { code: 'invalid' }> | { code: 'problems'; problems: Problem[] }

/** What stands against publishing a version, and what is worth a second look; null when there is no such version. */
export async function checkVersion(versionId: string): Promise<Problem[] | null> {
  const version = await db.funnelVersion.findUnique({ where: { id: versionId }, include: { funnel: true } })
  if (!version) return null
  const definition = definitionSchema.parse(version.definition)
  return checkDefinition(definition, await readContext(definition, version.funnel.placement))
}

/**
 * Publishes a draft in one step: what was published is retired, orders that are inside it stay with what they saw, new
 * orders see this one. Refused with all its errors, or when somebody has saved the draft since that revision.
 */
export async function publishDraft(input: {
  versionId: string
  revision: number
  by: string | null
}): Promise<Result<VersionView, PublishError>> {
  const draft = await db.funnelVersion.findUnique({
    where: { id: input.versionId },
    include: { funnel: true },
  })
  if (!draft) return fail({ code: 'not_found' })
  if (draft.state !== 'draft' || draft.revision !== input.revision) return fail(whyNot(toVersionView(draft)))
  const definition = definitionSchema.parse(draft.definition)
  const { placement } = draft.funnel
  const problems = checkDefinition(definition, await readContext(definition, placement))
  if (problems.some(({ severity }) => severity === 'error')) return fail({ code: 'problems', problems })
  return db.$transaction(async (tx) => {
    const published = await makePublished(tx, draft, { definition, placement, by: input.by })
    if (published) return ok(toVersionView(published))
    const now = await tx.funnelVersion.findUnique({ where: { id: draft.id } })
    return fail(now ? whyNot(toVersionView(now)) : { code: 'not_found' })
  })
}

/** Puts a draft in the place of what is published, with the offers it names; null when it was changed meanwhile. */
export async function makePublished(
  tx: Tx,
  draft: Pick<FunnelVersion, 'id' | 'funnelId' | 'revision'>,
  { definition, placement, by }: { definition: Definition; placement: Placement; by: string | null },
): Promise<FunnelVersion | null> {
  await tx.$queryRaw`SELECT 1 FROM funnel WHERE id = ${draft.funnelId} FOR UPDATE`
  const still = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM funnel_version WHERE id = ${draft.id} AND state = 'draft' AND revision = ${draft.revision} FOR UPDATE`
  if (still.length === 0) return null
  await tx.funnelVersion.updateMany({
    where: { funnelId: draft.funnelId, state: 'published' },
    data: { state: 'retired', retiredAt: new Date() },
  })
  for (const { offer, kind, product } of definition.steps) {
    await tx.offer.upsert({
      where: { key: offer },
      update: { kind },
      create: { id: offer, key: offer, kind, placement, productId: product },
    })
  }
  return tx.funnelVersion.update({
    where: { id: draft.id },
    data: { state: 'published', publishedAt: new Date(), publishedBy: by },
  })
}

async function readContext(definition: Definition, placement: Placement): Promise<CheckContext> {
  const [products, offers] = await Promise.all([
    db.product.findMany(),
    db.offer.findMany({ where: { key: { in: definition.steps.map(({ offer }) => offer) } } }),
  ])
  const bad = await Promise.all(
    definition.steps.map(async ({ discountCode, product }) => {
      const providerId = products.find(({ id }) => id === product)?.providerProductId
      return discountCode && providerId && !(await canBeUsed(discountCode, providerId)) ? [discountCode] : []
    }),
  )
  return {
    placement: placement as FunnelPlacement,
    locales: routing.locales,
    sittingMinutes: SITTING_MINUTES,
    products: new Map(
      products.map(({ id, active, providerProductId, ...product }) => [
        id,
        { ...product, forSale: active && providerProductId !== null },
      ]),
    ),
    offers: new Map(offers.map((offer) => [offer.key, offer])),
    badDiscounts: new Set(bad.flat()),
  }
}

/** Whether the provider takes a code for a product. While it cannot be asked the code passes: the price will tell. */
async function canBeUsed(code: string, providerProductId: string): Promise<boolean> {
  const found = await fetchDiscount(code)
  if (!found.ok) return true
  if (!found.value || (found.value.expiresAt && found.value.expiresAt <= new Date())) return false
  const { productIds } = found.value
  return productIds.length === 0 || productIds.includes(providerProductId)
}
