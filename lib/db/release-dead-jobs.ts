import 'server-only'
import { pool } from './pool'

// Longer than any job takes as a rule, and soon enough that what a killed worker held goes on within a minute.
const DEAD_AFTER = '40 seconds'

/**
 * Takes the jobs of killed workers back; left alone they stay locked for four hours. A worker that is only slow loses
 * its job to another one, which is harmless: every job may run beside itself.
 */
export async function releaseDeadJobs(): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
     WHERE locked_at < now() - $1::interval HAVING count(*) > 0`,
    [DEAD_AFTER],
  )
}
