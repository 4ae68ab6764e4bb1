import { z } from 'zod'

// Prisma 7 with a driver adapter names the index inside the adapter's own error.
const schema = z.object({
  code: z.literal('P2002'),
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({
        constraint: z
          .object({ index: z.string().optional(), fields: z.array(z.string()).optional() })
          .nullish(),
      }),
    }),
  }),
})

/** True when a write was refused by a unique index, or by that one. */
export function isUniqueViolation(error: unknown, index?: string): boolean {
  const parsed = schema.safeParse(error)
  if (!parsed.success) return false
  return index === undefined || parsed.data.meta.driverAdapterError.cause.constraint?.index === index
}
