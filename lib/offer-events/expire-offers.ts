import 'server-only'
import { db } from '@/lib/db/prisma'

/** A clock of ours may be behind the database's; a yes in the last moment is not overtaken. */
const GRACE_SECONDS = 60

/** Says of offers that nobody answered in time that they ran out. Each is counted once. */
export async function expireOffers(): Promise<void> {
  await db.$executeRaw`
    UPDATE impression SET state = 'expired', decided_at = now()
    WHERE state = 'presented' AND expires_at < now() - make_interval(secs => ${GRACE_SECONDS})`
}
