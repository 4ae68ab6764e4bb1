import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { type Definition, definitionSchema, type FunnelPlacement } from './definition'
import { toJson } from './drafts'
import { makePublished } from './publish'

/**
 * Publishes a definition as it is, without the checks: for seeds, where the provider has no products yet. Run again it
 * changes nothing; with another definition it publishes a new version, unless a merchant has edited the funnel.
 */
export async function putFunnel(
  key: string,
  placement: FunnelPlacement,
  wanted: Definition,
): Promise<{ versionId: string }> {
  const definition = definitionSchema.parse(wanted)
  return db.$transaction(async (tx) => {
    const funnel =
      (await tx.funnel.findUnique({ where: { key } })) ??
      (await tx.funnel.create({ data: { id: key, key, placement } }))
    const versions = await tx.funnelVersion.findMany({
      where: { funnelId: funnel.id },
      orderBy: { number: 'desc' },
    })
    const published = versions.find(({ state }) => state === 'published')
    const touched = versions.some(({ state, editedBy }) => state === 'draft' || editedBy !== null)
    if (published && (touched || isDeepStrictEqual(published.definition, definition)))
      return { versionId: published.id }
    const draft = await tx.funnelVersion.create({
      data: {
        id: newId(),
        funnelId: funnel.id,
        number: (versions[0]?.number ?? 0) + 1,
        definition: toJson(definition),
      },
    })
    await makePublished(tx, draft, { definition, placement, by: null })
    return { versionId: draft.id }
  })
}
