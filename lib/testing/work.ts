import { Logger, runOnce } from 'graphile-worker'
import pg from 'pg'
import { tasks } from '../../worker/tasks'
import { pool } from '../db/pool'
import { env } from '../env'

const silent = new Logger(() => () => undefined)

/** Does the jobs that are due, with the worker's own tasks, until none is left; its connections are gone then. */
export async function work(): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 6 })
  pgPool.on('error', () => undefined)
  pgPool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runOnce({ pgPool, taskList: tasks, concurrency: 4, noHandleSignals: true, logger: silent })
  } finally {
    await pgPool.end()
  }
}

/** The time of a job has come. */
export const due = (task: string, id: string) =>
  pool.query(
    `UPDATE graphile_worker._private_jobs AS job SET run_at = now() FROM graphile_worker._private_tasks AS task
     WHERE task.id = job.task_id AND task.identifier = $1 AND job.payload::text LIKE '%' || $2 || '%'`,
    [task, id],
  )

/** The jobs of a task that wait for a row. One that has just been done may still be there, locked, and does not count. */
export async function waiting(task: string, id: string): Promise<{ runAt: Date; attempts: number }[]> {
  const { rows } = await pool.query<{ run_at: Date; attempts: number }>(
    `SELECT run_at, attempts FROM graphile_worker._private_jobs AS job
     JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
     WHERE task.identifier = $1 AND job.payload::text LIKE '%' || $2 || '%' AND job.locked_at IS NULL ORDER BY job.id`,
    [task, id],
  )
  return rows.map(({ run_at, attempts }) => ({ runAt: run_at, attempts }))
}
