import 'server-only'
import { db } from '@/lib/db/prisma'
import type { Viewer } from '@/lib/identity/viewer'
import { newId } from '@/lib/ids'

/**
 * Notes, once, that whoever asks has reached something that rules may ask for (`milestone`). `onboarding_finished` is
 * the one that the fact of that name goes by; other keys are the shop's own.
 */
export async function reachMilestone({ user, sessionId }: Viewer, key: string): Promise<void> {
  const whose = user ? { userId: user.id } : sessionId ? { sessionId } : null
  if (!whose) return
  await db.milestone.createMany({ data: [{ id: newId(), key, ...whose }], skipDuplicates: true })
}
