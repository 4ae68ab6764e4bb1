import 'server-only'
import type { ChargeMethod, OrderLineState, ProductKind } from '@/lib/db/generated/enums'

/** `undoMinutes` is the shop's setting (lib/settings/shop-settings.ts). */
type Bought = {
  undoMinutes: number
  line: { state: OrderLineState; paidAt: Date | null; impressionId: string | null }
  kind: ProductKind
  method: ChargeMethod | null
}

/** When the undo window of a purchase ends. */
export const undoUntil = (paidAt: Date, undoMinutes: number): Date =>
  new Date(paidAt.getTime() + undoMinutes * 60_000)

/** Until when a line can be undone, or null: only what one click bought once, and only for a while. */
export function canUndo({ line, kind, method, undoMinutes }: Bought): Date | null {
  if (line.state !== 'paid' || !line.paidAt || !line.impressionId) return null
  if (kind !== 'one_time' || method !== 'one_click') return null
  const until = undoUntil(line.paidAt, undoMinutes)
  return until > new Date() ? until : null
}
