import type { PathReason } from './view'

/** The saved method of the order, or null when there is none. */
export type Method = { expiry: { month: number; year: number } | null } | null

/** Why one click is possible or not. A card is good to the end of its last month. */
export function choosePath(
  method: Method,
  { paid, offered, paused }: { paid: string; offered: string; paused: boolean },
  now: Date,
): PathReason {
  if (!method) return 'no_saved_method'
  if (paid !== offered) return 'currency_mismatch'
  if (method.expiry && Date.UTC(method.expiry.year, method.expiry.month, 1) <= now.getTime())
    return 'card_expired'
  return paused ? 'paused' : 'saved_method'
}
