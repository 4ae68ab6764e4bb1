import 'server-only'
import { WORKER_LOCKS } from './live-workers'
import { pool } from './pool'

/** A worker that has just begun may not have its lock yet. */
const NOT_BEFORE = '5 seconds'

/**
 * Takes back the jobs of workers that are gone; left alone they stay locked for four hours. Gone is whoever holds no lock
 * any more (`LiveWorkers`). One that has only lost its connection loses its job to another one, which is harmless: every
 * job may run beside itself.
 */
export async function releaseDeadJobs(): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT j.locked_by)) FROM graphile_worker.jobs j
     WHERE j.locked_at < now() - $1::interval AND NOT EXISTS (
       SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = $2::int::oid
         AND l.objid::bigint = hashtext(j.locked_by)::bigint & x'ffffffff'::bigint
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
     HAVING count(*) > 0`,
    [NOT_BEFORE, WORKER_LOCKS],
  )
}
