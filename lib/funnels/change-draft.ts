import 'server-only'
import { db } from '@/lib/db/prisma'
import { fail, type Result } from '@/lib/result'
import { writeAudit } from '@/lib/review/audit'
import type { Definition } from './definition'
import { type SaveError, saveDraft, whyNot } from './drafts'
import { getVersion } from './queries'
import type { VersionView } from './view'

/**
 * Changes the draft that somebody was looking at, and notes who did what to which part. Refused when it was saved since,
 * or is none any more. For the merchant: the caller has checked who asks.
 */
export async function changeDraft(
  at: { versionId: string; revision: number; by: string; part: string },
  change: (definition: Definition) => Definition,
): Promise<Result<VersionView, SaveError>> {
  const version = await getVersion(at.versionId)
  if (!version?.definition) return fail({ code: 'not_found' })
  if (version.state !== 'draft' || version.revision !== at.revision) return fail(whyNot(version))
  const saved = await saveDraft({ ...at, definition: change(version.definition) })
  if (saved.ok)
    await noteEdit(at.by, 'save_draft', version.funnelId, {
      version: version.number,
      revision: saved.value.revision,
      part: at.part,
    })
  return saved
}

type Edit = 'create_funnel' | 'save_draft' | 'discard_draft' | 'publish_funnel' | 'switch_funnel'

/** Notes what one of the staff has done to a funnel. */
export const noteEdit = (
  actor: string,
  action: Edit,
  funnelId: string,
  evidence: Record<string, string | number | null> = {},
): Promise<void> => writeAudit(db, { actor, action, subject: funnelId, reason: '', evidence })
