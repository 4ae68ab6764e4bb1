import 'server-only'
import { db } from '@/lib/db/prisma'

/** A key for a new offer of a funnel: no step of it and no offer ever published has it. */
export async function freeStepKey(versionId: string): Promise<string> {
  const version = await db.funnelVersion.findUnique({ where: { id: versionId }, include: { funnel: true } })
  const base = (version?.funnel.key ?? 'offer').slice(0, 50)
  const taken = new Set(
    (await db.offer.findMany({ where: { key: { startsWith: `${base}-` } } })).map(({ key }) => key),
  )
  const drafted = JSON.stringify(version?.definition ?? '')
  for (let number = 1; ; number++) {
    const key = `${base}-${number}`
    if (!taken.has(key) && !drafted.includes(`"${key}"`)) return key
  }
}
