import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createTestDatabase } from '@/scripts/testing/database'

await createTestDatabase()
const { pool } = await import('@/lib/db/pool')
const { forgetOldLimits, takeLimit } = await import('./take')

/** Lets time pass for a key. */
const later = (key: string, seconds: number) =>
  pool.query(
    `UPDATE rate_limit SET taken_at = ARRAY(SELECT at - make_interval(secs => $2) FROM unnest(taken_at) AS at),
     expires_at = expires_at - make_interval(secs => $2) WHERE key = $1`,
    [key, seconds],
  )

test('of a hundred takers at once exactly as many take as may', async () => {
  const key = randomUUID()
  const taken = await Promise.all(
    Array.from({ length: 100 }, () => takeLimit(key, { max: 7, perSeconds: 60 })),
  )
  expect(taken.filter(Boolean)).toHaveLength(7)
})

test('the window slides: what was taken earlier comes free one by one, and a refusal prolongs nothing', async () => {
  const key = randomUUID()
  const limit = { max: 2, perSeconds: 60 }
  expect(await takeLimit(key, limit)).toBe(true)
  await later(key, 40)
  expect(await takeLimit(key, limit)).toBe(true)
  expect(await takeLimit(key, limit)).toBe(false)
  await later(key, 21)
  expect(await takeLimit(key, limit)).toBe(true)
  expect(await takeLimit(key, limit)).toBe(false)
  await later(key, 40)
  expect(await takeLimit(key, limit)).toBe(true)
})

test('keys do not know of each other, and are forgotten when they have run out', async () => {
  const [one, other] = [randomUUID(), randomUUID()]
  const limit = { max: 1, perSeconds: 60 }
  expect(await takeLimit(one, limit)).toBe(true)
  expect(await takeLimit(other, limit)).toBe(true)
  await later(one, 61)
  await forgetOldLimits()
  const { rows } = await pool.query<{ key: string }>('SELECT key FROM rate_limit WHERE key = ANY($1)', [
    [one, other],
  ])
  expect(rows).toEqual([{ key: other }])
})

test('several limits hold at once, each over its own time', async () => {
  const key = randomUUID()
  const limits = [
    { max: 2, perSeconds: 60 },
    { max: 3, perSeconds: 600 },
  ]
  const takeAll = async () => {
    let taken = 0
    while (await takeLimit(key, ...limits)) taken += 1
    return taken
  }
  expect(await takeAll()).toBe(2)
  await later(key, 61)
  expect(await takeAll()).toBe(1)
  await later(key, 61)
  expect(await takeAll()).toBe(0)
  await later(key, 480)
  expect(await takeAll()).toBe(2)
})
