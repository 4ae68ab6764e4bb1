import 'server-only'
import { db } from '@/lib/db/prisma'
import { fail, type Result } from '@/lib/result'
import { createFunnel, saveDraft } from './drafts'
import { getFunnel, getVersion } from './queries'
import type { VersionView } from './view'

/** What a funnel's name becomes: small letters, digits and dashes, empty where nothing is left. */
export const toFunnelKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)

/** Makes a funnel whose draft says what the newest version of this one says; the offers stay the same offers. */
export async function duplicateFunnel(
  funnelId: string,
  by: string,
): Promise<Result<VersionView, { code: 'not_found' | 'key_taken' }>> {
  const funnel = await getFunnel(funnelId)
  const newest = funnel?.history[0] ? await getVersion(funnel.history[0].id) : null
  if (!funnel || !newest?.definition) return fail({ code: 'not_found' })
  const base = funnel.key.replace(/-copy(-\d+)?$/, '').slice(0, 50)
  const taken = new Set((await db.funnel.findMany({ select: { key: true } })).map(({ key }) => key))
  const names = Array.from({ length: 99 }, (_, index) => `${base}-copy${index === 0 ? '' : `-${index + 1}`}`)
  const key = names.find((name) => !taken.has(name))
  const made = key
    ? await createFunnel({ key, placement: funnel.placement, by })
    : fail({ code: 'key_taken' as const })
  if (!made.ok) return fail({ code: 'key_taken' })
  const saved = await saveDraft({
    versionId: made.value.id,
    revision: made.value.revision,
    definition: newest.definition,
    by,
  })
  return saved.ok ? saved : fail({ code: 'not_found' })
}
