import 'server-only'
import { db } from '@/lib/db/prisma'
import { type Subject, subjectInclude } from './ask-quote'
import { whoseSubscriptions } from './whose'

/** A subscription of whoever asks; null when it is not theirs, as if it did not exist. */
export async function findOwnSubscription(id: string): Promise<Subject | null> {
  const whose = await whoseSubscriptions()
  return db.subscription.findFirst({ where: { ...whose, id }, include: subjectInclude })
}
