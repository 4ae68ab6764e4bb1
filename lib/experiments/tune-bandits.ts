import 'server-only'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { nextWeights } from './bandit'
import { countArms } from './count-arms'
import { readOut } from './read-out'
import { sampleOf } from './statistics'

const SETTLED_MS = 72 * 3_600_000

/**
 * Moves the weights of running bandits, once a day: by the currency with most orders, and not before three days. Who is
 * in an arm already stays there.
 */
export async function tuneBandits(): Promise<void> {
  const running = await db.experiment.findMany({
    where: { state: 'running', bandit: true, startedAt: { lt: new Date(Date.now() - SETTLED_MS) } },
    include: { arms: true },
  })
  for (const { id, key, arms } of running) {
    const counts = await countArms(id)
    const [main] = readOut(counts, arms, 0)
    const known = main?.arms.map((arm) => {
      const count = counts.find((each) => each.arm === arm.arm && each.currency === main.currency)
      const sums = { n: count?.orders ?? 0, sum: count?.net ?? 0, squares: count?.netSquares ?? 0 }
      return {
        ...arm,
        variance: sampleOf(sums).variance,
        weight: arms.find((each) => each.key === arm.arm)?.weight ?? 0,
      }
    })
    const weights = known && nextWeights(known, Math.random)
    if (!weights) continue
    await db.$transaction(
      [...weights].map(([arm, weight]) =>
        db.experimentArm.update({
          where: { experimentId_key: { experimentId: id, key: arm } },
          data: { weight },
        }),
      ),
    )
    logger.info({ experiment: key, weights: Object.fromEntries(weights) }, 'experiment moved its weights')
  }
}
