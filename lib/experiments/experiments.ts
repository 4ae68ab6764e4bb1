import 'server-only'
import { z } from 'zod'
import { isUniqueViolation } from '@/lib/db/errors'
import type { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { countArms, countPeople, weeklyOrders } from './count-arms'
import { checkSplit, type ReadOut, readOut, type Split } from './read-out'

// For the merchant's pages. Who may call these is checked by the caller.

const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)

/** An experiment as it is set up: funnels against each other, and against the hold-out where an arm has no funnel. */
export const experimentSchema = z.strictObject({
  key,
  bandit: z.boolean(),
  arms: z
    .array(z.strictObject({ key, funnelId: z.string().nullable(), weight: z.number().positive().max(1_000) }))
    .min(2)
    .max(8)
    .refine((arms) => new Set(arms.map((arm) => arm.key)).size === arms.length, 'names an arm twice')
    .refine(
      (arms) => new Set(arms.map(({ funnelId }) => funnelId)).size === arms.length,
      'names a funnel twice',
    )
    .refine((arms) => arms.some(({ funnelId }) => funnelId), 'needs a funnel'),
})

export type ExperimentInput = z.infer<typeof experimentSchema>
const include = { arms: { orderBy: { key: 'asc' } } } satisfies Prisma.ExperimentInclude
export type ExperimentView = Prisma.ExperimentGetPayload<{ include: typeof include }>

export const listExperiments = (): Promise<ExperimentView[]> =>
  db.experiment.findMany({ include, orderBy: { createdAt: 'desc' } })

/** Sets up an experiment; nobody is in it until it is started, and its arms stay as they are. */
export async function createExperiment(
  input: ExperimentInput,
): Promise<Result<ExperimentView, 'key_taken' | 'no_such_funnel'>> {
  const funnelIds = input.arms.flatMap(({ funnelId }) => funnelId ?? [])
  if ((await db.funnel.count({ where: { id: { in: funnelIds } } })) < funnelIds.length)
    return fail('no_such_funnel')
  try {
    const { arms, ...rest } = input
    return ok(await db.experiment.create({ data: { id: newId(), ...rest, arms: { create: arms } }, include }))
  } catch (error) {
    if (isUniqueViolation(error)) return fail('key_taken')
    throw error
  }
}

/**
 * Starts an experiment, once. Refused while a funnel of it is in another that runs (an order counts for one), has
 * nothing published, or is switched off.
 */
export async function startExperiment(
  id: string,
): Promise<Result<ExperimentView, 'not_found' | 'started_before' | 'funnel_busy' | 'funnel_not_published'>> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('start_experiment'))`
    const experiment = await tx.experiment.findUnique({ where: { id }, include })
    if (!experiment) return fail('not_found')
    if (experiment.state !== 'draft') return fail('started_before')
    const funnelIds = experiment.arms.flatMap(({ funnelId }) => funnelId ?? [])
    const funnelId = { in: funnelIds }
    if ((await tx.experimentArm.count({ where: { funnelId, experiment: { state: 'running' } } })) > 0)
      return fail('funnel_busy')
    const live = { id: funnelId, active: true, versions: { some: { state: 'published' as const } } }
    if ((await tx.funnel.count({ where: live })) < funnelIds.length) return fail('funnel_not_published')
    const data = { state: 'running' as const, startedAt: new Date() }
    return ok(await tx.experiment.update({ where: { id }, data, include }))
  })
}

/** Ends an experiment for good; its funnels go on by their priority. False when it does not run. */
export async function stopExperiment(id: string): Promise<boolean> {
  const { count } = await db.experiment.updateMany({
    where: { id, state: 'running' },
    data: { state: 'stopped', stoppedAt: new Date() },
  })
  return count === 1
}

/** What an experiment says up to now, for each currency, with how its people are spread; null when there is none. */
export async function readExperiment(
  id: string,
): Promise<{ experiment: ExperimentView; readOuts: ReadOut[]; split: Split | null; weekly: number } | null> {
  const experiment = await db.experiment.findUnique({ where: { id }, include })
  if (!experiment) return null
  const [counts, people, weekly] = await Promise.all([countArms(id), countPeople(id), weeklyOrders(id)])
  const { arms, bandit } = experiment
  return {
    experiment,
    weekly,
    readOuts: readOut(counts, arms, weekly),
    split: checkSplit(people, arms, bandit),
  }
}
