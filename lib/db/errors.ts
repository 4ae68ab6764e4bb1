import pg from 'pg'
import { z } from 'zod'

// Prisma 7 with a driver adapter names the index inside the adapter's own error, for its own statements and raw ones.
const schema = z.object({
  code: z.enum(['P2002', 'P2010']),
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({
        originalCode: z.literal('23505'),
        constraint: z
          .object({ index: z.string().optional(), fields: z.array(z.string()).optional() })
          .nullish(),
      }),
    }),
  }),
})

/** True when a write was refused by a unique index, or by that one. */
export function isUniqueViolation(error: unknown, index?: string): boolean {
  const violated = violatedIndex(error)
  return violated !== null && (index === undefined || violated === index)
}

/** The unique index that refused a write, empty if it is not named; null if it was something else. */
function violatedIndex(error: unknown): string | null {
  if (error instanceof pg.DatabaseError) return error.code === '23505' ? (error.constraint ?? '') : null
  const parsed = schema.safeParse(error)
  return parsed.success ? (parsed.data.meta.driverAdapterError.cause.constraint?.index ?? '') : null
}

/** No connection in time, a lock or a statement that took too long: the server rolled back what it had begun. */
const BUSY_STATES = new Set(['53300', '55P03', '57014'])
const busySchema = z.union([
  z.object({ code: z.enum(['P2024', 'P2028', 'P2037']) }),
  z.object({ message: z.literal('timeout exceeded when trying to connect') }),
  z.object({ code: z.string().refine((code) => BUSY_STATES.has(code)) }),
  z.object({
    meta: z.object({
      driverAdapterError: z.object({
        cause: z.object({ originalCode: z.string().refine((code) => BUSY_STATES.has(code)) }),
      }),
    }),
  }),
])

/** True when the database had no time for a statement or transaction; nothing of it was kept. */
export const isBusy = (error: unknown): boolean => busySchema.safeParse(error).success
