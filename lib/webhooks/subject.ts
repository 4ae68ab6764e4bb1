import { z } from 'zod'

const SUBJECTS = ['payment', 'refund', 'dispute', 'subscription'] as const
/** The kinds of object that are read again when an event tells of them. */
export type Subject = (typeof SUBJECTS)[number]

/** What an event of this type tells of; null for what the shop keeps nothing of. */
export const subjectOf = (eventType: string): Subject | null =>
  SUBJECTS.find((subject) => eventType.startsWith(`${subject}.`)) ?? null

const event = z.object({ data: z.record(z.string(), z.unknown()) })
/** An id that can stand in an address as it is; any other could never be read. */
const id = z.string().regex(/^[\w-]{1,128}$/)

/** The id of the object that a parsed body names; null when it names none. */
export function idOf(subject: Subject, body: unknown): string | null {
  const named = event.safeParse(body).data?.data[`${subject}_id`]
  return id.safeParse(named).data ?? null
}
