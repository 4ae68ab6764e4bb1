import 'server-only'
import { pool } from '@/lib/db/pool'

/** Says that a worker is alive; forgets those that have been silent for a day. */
export async function beat(workerId: string): Promise<void> {
  await pool.query(
    `INSERT INTO worker_heartbeat (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET beat_at = now()`,
    [workerId],
  )
  await pool.query(`DELETE FROM worker_heartbeat WHERE beat_at < now() - interval '1 day'`)
}

/** A worker that ends on purpose leaves no row behind that would look like a dead one. */
export async function stopBeating(workerId: string): Promise<void> {
  await pool.query('DELETE FROM worker_heartbeat WHERE id = $1', [workerId])
}
