import type { Prisma } from '@/lib/db/generated/client'

/**
 * Attempts whose purchase is paid or whose money may be moving. A hosted page where nobody has paid yet is not among
 * them: leaving it costs nothing.
 */
export const BEING_PAID = {
  state: { in: ['created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review', 'succeeded'] },
  OR: [{ method: 'one_click' }, { payments: { some: {} } }],
} satisfies Prisma.ChargeAttemptWhereInput
