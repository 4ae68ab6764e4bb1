import type { MeterView } from '@/lib/subscriptions/view'

const NEAR_PERCENT = 80

/** A meter as it is shown: from 80 % on it is near its limit, at 100 % it is reached. */
export function toMeter(meter: MeterView['meter'], used: number, limit: number | null): MeterView {
  if (limit === null) return { meter, used, limit, percent: null, level: 'fine' }
  const percent = limit === 0 ? 100 : Math.min(100, Math.floor((used * 100) / limit))
  const level = used >= limit ? 'reached' : percent >= NEAR_PERCENT ? 'near' : 'fine'
  return { meter, used, limit, percent, level }
}
