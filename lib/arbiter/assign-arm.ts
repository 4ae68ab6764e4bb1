import { createHash } from 'node:crypto'

/** One way of an experiment: a funnel, or the hold-out that sees nothing. Weights need not add up to anything. */
export type Arm = { key: string; funnelId: string | null; weight: number }

export type Experiment = { id: string; key: string; arms: readonly Arm[] }

/** A number in [0, 1) that a person always draws in an experiment, and independently in another. */
export function drawOf(experimentId: string, person: string): number {
  const digest = createHash('sha256').update(`${experimentId}\n${person}`).digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}

/**
 * The arm of a person: the one they are in already, else by their draw and the weights as they are now. Null where every
 * weight is nought.
 */
export function assignArm(
  { id, arms }: Experiment,
  person: string,
  known: ReadonlyMap<string, string | null>,
): Arm | null {
  const before = arms.find(({ key }) => key === known.get(id))
  if (before) return before
  const total = arms.reduce((sum, { weight }) => sum + weight, 0)
  let left = drawOf(id, person) * total
  for (const arm of arms) {
    if (left < arm.weight) return arm
    left -= arm.weight
  }
  return null
}
