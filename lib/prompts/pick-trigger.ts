import { hasRested } from '@/lib/offers/has-rested'
import type { MeterView } from '@/lib/subscriptions/view'

export type Trigger = 'usage_near' | 'usage_reached'

const COOLDOWN_DAYS = 30
const triggers: Record<MeterView['level'], Trigger | null> = {
  fine: null,
  near: 'usage_near',
  reached: 'usage_reached',
}

type Asked = { trigger: string; period: Date; decision: 'taken' | 'declined' | null; decidedAt: Date | null }

/**
 * What gives reason to suggest a larger plan now, or null. The same rules as for every offer: a no rests for thirty
 * days whatever it was said to, and what was answered in this period is not asked again in it. What was shown and not
 * answered yet is still the same question.
 */
export function pickTrigger(
  level: MeterView['level'],
  asked: readonly Asked[],
  period: Date,
  now: Date,
): Trigger | null {
  const trigger = triggers[level]
  if (!trigger) return null
  const no = asked
    .filter(({ decision }) => decision === 'declined')
    .flatMap(({ decidedAt }) => decidedAt ?? [])
    .sort((a, b) => b.getTime() - a.getTime())[0]
  if (!hasRested(no, COOLDOWN_DAYS, now)) return null
  const answered = asked.some(
    (each) =>
      each.trigger === trigger && each.period.getTime() === period.getTime() && each.decision !== null,
  )
  return answered ? null : trigger
}
