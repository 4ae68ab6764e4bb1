import { isRecent, type Viewer } from '@/lib/identity/viewer'

type Charge = {
  order: { sessionId: string; userId: string | null }
  savedMethod: { userId: string; revokedAt: Date | null } | null
  /** The order's own card may not be charged any more, whoever clicks (barred-card.ts). */
  barred: boolean
}

/** `recent_login`: it may be charged once the customer has typed a code again. */
export type MayCharge = 'yes' | 'recent_login' | 'no'

/**
 * Whose click may charge the card of an offer (trust: T2, T15). A kept card: its owner, soon after signing in. The card
 * of the order itself: the browser that paid with it, for as long as the offer stands; whoever claimed the order from
 * elsewhere owns what was bought, not the card.
 */
export function mayCharge({ order, savedMethod, barred }: Charge, viewer: Viewer, now: Date): MayCharge {
  if (savedMethod) {
    if (savedMethod.revokedAt || savedMethod.userId !== viewer.user?.id) return 'no'
    return isRecent(viewer.user, now) ? 'yes' : 'recent_login'
  }
  return !barred && viewer.sessionId !== null && order.sessionId === viewer.sessionId ? 'yes' : 'no'
}
