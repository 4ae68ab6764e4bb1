import { expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { createTestDatabase } from './testing/database.ts'
import { execute, sibling } from './testing/template.ts'

const { url } = await createTestDatabase()

it('finds nothing to do in a database that is up to date', async () => {
  expect(await migrate(url)).toEqual([])
  const { rows } = await execute(url, "select to_regclass('graphile_worker.jobs') is not null as jobs")
  expect(rows).toEqual([{ jobs: true }])
})

it('applies each migration once when several processes start together', async () => {
  const name = `test_together_${process.pid}`
  await execute(url, `create database ${name}`)
  const empty = sibling(url, name)
  const runs = await Promise.all([migrate(empty), migrate(empty), migrate(empty)])
  const applied = runs.flat()
  expect(applied.length).toBeGreaterThan(0)
  expect(new Set(applied).size).toBe(applied.length)
  const { rows } = await execute(empty, 'select migration_name from _prisma_migrations order by 1')
  expect(rows.map((row) => row.migration_name)).toEqual(applied.toSorted())
  await execute(url, `drop database ${name} with (force)`)
})

it('refuses a database whose migration was edited afterwards, or failed', async () => {
  await execute(url, "update _prisma_migrations set checksum = 'another'")
  await expect(migrate(url)).rejects.toThrow('was edited after it was applied')
  await execute(url, 'update _prisma_migrations set finished_at = null')
  await expect(migrate(url)).rejects.toThrow('failed earlier')
})
