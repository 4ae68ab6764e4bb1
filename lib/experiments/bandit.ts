import type { ArmReadOut } from './read-out'
import { share } from './statistics'

/** Before this many eligible orders in every arm nothing moves. */
export const LEAST_ORDERS = 300
/** What each arm keeps of the traffic, so that it can still be learnt from. */
const LEAST_SHARE = 0.05
const DRAWS = 4_000

type BanditArm = Pick<ArmReadOut, 'arm' | 'holdOut' | 'orders' | 'netPerOrder' | 'accepted' | 'givenBack'> & {
  variance: number
  weight: number
}

/**
 * New weights by Thompson sampling: as often as an arm is the best of draws from what is known of the net revenue per
 * eligible order (normal by the central limit theorem), so often it is shown. The hold-out keeps its share. Half the
 * way at a time. An arm whose buyers give back clearly more than the others' is held at the least. Null when there is
 * too little to go by. `random` draws from [0, 1).
 */
export function nextWeights(arms: readonly BanditArm[], random: () => number): Map<string, number> | null {
  const movable = arms.filter(({ holdOut }) => !holdOut)
  if (movable.length < 2 || arms.some(({ orders }) => orders < LEAST_ORDERS)) return null
  const total = movable.reduce((sum, { weight }) => sum + weight, 0)
  const allowed = movable.filter((arm) => !givesBackMore(arm, movable))
  const wins = new Map(movable.map(({ arm }) => [arm, 0]))
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const best = bestOf(allowed, random)
    if (best) wins.set(best, (wins.get(best) ?? 0) + 1)
  }
  const moved = movable.map(({ arm, weight }) => {
    const target = (wins.get(arm) ?? 0) / DRAWS
    return [arm, Math.max(LEAST_SHARE, (weight / total + target) / 2)] as const
  })
  const sum = moved.reduce((all, [, weight]) => all + weight, 0)
  return new Map([
    ...arms.filter(({ holdOut }) => holdOut).map(({ arm, weight }) => [arm, weight] as const),
    ...moved.map(([arm, weight]) => [arm, (weight / sum) * total] as const),
  ])
}

function bestOf(arms: readonly BanditArm[], random: () => number): string | null {
  let best: { arm: string; value: number } | null = null
  for (const { arm, netPerOrder, variance, orders } of arms) {
    const value = netPerOrder + Math.sqrt(variance / orders) * normal(random)
    if (!best || value > best.value) best = { arm, value }
  }
  return best?.arm ?? null
}

/** Box and Muller (1958). */
const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** The least its refund share may be lies above the most that of the others may be. */
function givesBackMore(arm: BanditArm, all: readonly BanditArm[]): boolean {
  const others = all.filter((other) => other !== arm)
  const sum = (of: 'accepted' | 'givenBack') => others.reduce((total, other) => total + other[of], 0)
  return share(arm.givenBack, arm.accepted).low > share(sum('givenBack'), sum('accepted')).high
}
