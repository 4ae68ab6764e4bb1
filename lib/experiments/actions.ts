'use server'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import { localeSchema } from '@/lib/i18n/locale'
import { adminPaths } from '@/lib/merchants/paths'
import { readStaffForm } from '@/lib/merchants/staff-form'
import { writeAudit } from '@/lib/review/audit'
import { createExperiment, experimentSchema, startExperiment, stopExperiment } from './experiments'

const locale = localeSchema
const id = z.string().regex(/^[\w-]{22}$/)
const text = z.string().max(80)

const to = (locale: string, notice: string, experiment?: string): never =>
  redirect(
    `${experiment ? adminPaths.experiment(locale, experiment) : adminPaths.experiments(locale)}?notice=${notice}` as Route,
  )

/** Sets up an experiment of one or two funnels, against each other and against a hold-out. */
export async function createExperimentAction(data: FormData): Promise<void> {
  const schema = z.strictObject({
    ...{ locale, key: text, first: text, second: text, holdOut: text },
    bandit: z.literal('yes').optional(),
  })
  const { staff, form } = await readStaffForm('editor', schema, data)
  const holdOut = Number(form.holdOut)
  const shown = (100 - holdOut) / (form.second ? 2 : 1)
  const arms = [
    { key: 'a', funnelId: form.first, weight: shown },
    ...(form.second ? [{ key: 'b', funnelId: form.second, weight: shown }] : []),
    ...(holdOut > 0 ? [{ key: 'hold-out', funnelId: null, weight: holdOut }] : []),
  ]
  const input = experimentSchema.safeParse({ key: form.key.trim(), bandit: form.bandit === 'yes', arms })
  if (!input.success) return to(form.locale, 'invalid')
  const made = await createExperiment(input.data)
  if (!made.ok) return to(form.locale, made.error)
  await audit(staff.email, 'create_experiment', made.value.id, input.data)
  to(form.locale, 'created', made.value.id)
}

/** Starts an experiment, once. */
export async function startExperimentAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('editor', z.strictObject({ locale, experiment: id }), data)
  const started = await startExperiment(form.experiment)
  if (!started.ok) return to(form.locale, started.error, form.experiment)
  await audit(staff.email, 'start_experiment', form.experiment, { state: 'running' })
  to(form.locale, 'started', form.experiment)
}

/** Ends an experiment for good. */
export async function stopExperimentAction(data: FormData): Promise<void> {
  const { staff, form } = await readStaffForm('editor', z.strictObject({ locale, experiment: id }), data)
  const stopped = await stopExperiment(form.experiment)
  if (stopped) await audit(staff.email, 'stop_experiment', form.experiment, { state: 'stopped' })
  to(form.locale, stopped ? 'stopped' : 'not_running', form.experiment)
}

const audit = (
  actor: string,
  action: 'create_experiment' | 'start_experiment' | 'stop_experiment',
  subject: string,
  after: object,
) => writeAudit(db, { actor, action, subject, reason: '', evidence: {}, after: { ...after } })
