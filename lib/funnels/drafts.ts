import 'server-only'
import { z } from 'zod'
import { isUniqueViolation } from '@/lib/db/errors'
import type { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { type Definition, definitionSchema, emptyDefinition, type FunnelPlacement } from './definition'
import { toVersionView } from './queries'
import type { VersionView } from './view'

// For the merchant's editor. Who may call these is checked by the caller; `by` is whom the version names.

/** Somebody else has saved since: nothing was written, and this is what is stored now. */
export type Stale = { code: 'stale'; now: VersionView }
/** What was sent is no definition; `path` leads to the field. */
export type Invalid = { code: 'invalid'; issues: { path: string; message: string }[] }
export type SaveError = Stale | Invalid | { code: 'not_found' } | { code: 'not_a_draft' }

const keySchema = z.string().regex(/^[a-z0-9][a-z0-9:_-]{0,63}$/)

/** Makes a funnel with an empty draft. */
export async function createFunnel(input: {
  key: string
  placement: FunnelPlacement
  by: string | null
}): Promise<Result<VersionView, { code: 'key_taken' } | { code: 'invalid_key' }>> {
  if (!keySchema.safeParse(input.key).success) return fail({ code: 'invalid_key' })
  const funnelId = newId()
  try {
    const version = await db.$transaction(async (tx) => {
      await tx.funnel.create({ data: { id: funnelId, key: input.key, placement: input.placement } })
      return tx.funnelVersion.create({
        data: { id: newId(), funnelId, number: 1, definition: toJson(emptyDefinition), editedBy: input.by },
      })
    })
    return ok(toVersionView(version))
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'key_taken' })
    throw error
  }
}

/**
 * The draft of a funnel: the one that is being edited, or a new one with what the newest version says. What is published
 * goes on as it is meanwhile.
 */
export async function startDraft(
  funnelId: string,
  by: string | null,
): Promise<Result<VersionView, { code: 'not_found' }>> {
  return db.$transaction(async (tx) => {
    const [funnel] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM funnel WHERE id = ${funnelId} FOR UPDATE`
    const newest = await tx.funnelVersion.findFirst({ where: { funnelId }, orderBy: { number: 'desc' } })
    if (!funnel || !newest) return fail({ code: 'not_found' })
    if (newest.state === 'draft') return ok(toVersionView(newest))
    const definition = toVersionView(newest).definition ?? emptyDefinition
    const draft = await tx.funnelVersion.create({
      data: {
        id: newId(),
        funnelId,
        number: newest.number + 1,
        definition: toJson(definition),
        editedBy: by,
      },
    })
    return ok(toVersionView(draft))
  })
}

/**
 * Saves a draft if nobody has saved it since that revision. What is stored can always be read again: unknown rules and
 * fields are refused here, not when a shopper waits. Incomplete is fine; publishing says what is missing.
 */
export async function saveDraft(input: {
  versionId: string
  revision: number
  definition: unknown
  by: string | null
}): Promise<Result<VersionView, SaveError>> {
  const parsed = definitionSchema.safeParse(input.definition)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return fail({ code: 'invalid', issues })
  }
  const { count } = await db.funnelVersion.updateMany({
    where: { id: input.versionId, state: 'draft', revision: input.revision },
    data: {
      definition: toJson(parsed.data),
      revision: { increment: 1 },
      editedBy: input.by,
      editedAt: new Date(),
    },
  })
  const now = await db.funnelVersion.findUnique({ where: { id: input.versionId } })
  if (count === 1 && now) return ok(toVersionView(now))
  return fail(now ? whyNot(toVersionView(now)) : { code: 'not_found' })
}

/** Throws a draft away, if nobody has saved it since that revision. A funnel that never had anything else goes with it. */
export async function discardDraft(
  versionId: string,
  revision: number,
): Promise<Result<null, Exclude<SaveError, Invalid>>> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.funnelVersion.deleteMany({
      where: { id: versionId, state: 'draft', revision },
    })
    if (count === 1) {
      await tx.funnel.deleteMany({ where: { versions: { none: {} } } })
      return ok(null)
    }
    const now = await tx.funnelVersion.findUnique({ where: { id: versionId } })
    return fail(now ? whyNot(toVersionView(now)) : { code: 'not_found' })
  })
}

/** Switches a funnel on or off at once. Shoppers who are in it go on. False when there is none. */
export async function switchFunnel(funnelId: string, active: boolean): Promise<boolean> {
  const { count } = await db.funnel.updateMany({ where: { id: funnelId }, data: { active } })
  return count === 1
}

export const whyNot = (now: VersionView): Stale | { code: 'not_a_draft' } =>
  now.state === 'draft' ? { code: 'stale', now } : { code: 'not_a_draft' }

export const toJson = (definition: Definition): Prisma.InputJsonValue => definition as Prisma.InputJsonValue
