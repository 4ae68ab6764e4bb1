import { EventEmitter } from 'node:events'
import { runOnce } from 'graphile-worker'
import { afterAll, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

await openShop()
const { pool } = await import('./pool')
const { addJob } = await import('./jobs')
const { db } = await import('./prisma')
const { LiveWorkers, WORKER_LOCKS } = await import('./live-workers')
const { releaseDeadJobs } = await import('./release-dead-jobs')

const alive = new LiveWorkers()
afterAll(() => alive.end())

/** A job that a worker has begun ten seconds ago. */
async function begun(key: string, by: string): Promise<void> {
  await addJob(db, 'send_receipt', { orderId: 'x' }, { key, runAt: new Date(Date.now() + 3_600_000) })
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $2, locked_at = now() - interval '10 seconds' WHERE key = $1`,
    [key, by],
  )
}

const holder = async (key: string): Promise<string | null> => {
  const { rows } = await pool.query('SELECT locked_by FROM graphile_worker._private_jobs WHERE key = $1', [
    key,
  ])
  return rows[0]?.locked_by ?? null
}

const backends = async (): Promise<number[]> => {
  const { rows } = await pool.query(
    `SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = $1::int::oid`,
    [WORKER_LOCKS],
  )
  return rows.map(({ pid }) => pid)
}

test('jobs are taken from workers that are gone, and from no other', async () => {
  await alive.keep()
  await alive.add('worker-alive')
  await begun('of-the-living', 'worker-alive')
  await begun('of-the-dead', 'worker-dead')
  await releaseDeadJobs()
  expect(await holder('of-the-living')).toBe('worker-alive')
  expect(await holder('of-the-dead')).toBeNull()
})

test('a job that takes long stays with its worker', async () => {
  await alive.keep()
  const events = new EventEmitter()
  alive.follow(events)
  const key = 'takes-long'
  await addJob(db, 'send_receipt', { orderId: 'x' }, { key })
  const holders: (string | null)[] = []
  const send_receipt = async () => {
    await pool.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '10 seconds' WHERE key = $1`,
      [key],
    )
    holders.push(await holder(key))
    await releaseDeadJobs()
    holders.push(await holder(key))
  }
  await runOnce({ pgPool: pool, events, taskList: { send_receipt } })
  expect(holders[0]).toBeTruthy()
  expect(holders[1]).toBe(holders[0])
})

test('who has lost its connection is as good as dead until it has another', async () => {
  const [pid] = await backends()
  await pool.query('SELECT pg_terminate_backend($1)', [pid])
  await vi.waitFor(async () => expect(await backends()).toEqual([]))
  await vi.waitFor(async () => {
    await alive.keep()
    expect(await backends()).toHaveLength(1)
  })
  await releaseDeadJobs()
  expect(await holder('of-the-living')).toBe('worker-alive')
  await alive.end()
  await vi.waitFor(async () => expect(await backends()).toEqual([]))
  await releaseDeadJobs()
  expect(await holder('of-the-living')).toBeNull()
})
