import { randomUUID } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { execute, sibling } from './template.ts'

/**
 * A migrated, empty database for one test file, dropped after its last test. Call it at the top of the file, before
 * anything that reads DATABASE_URL is imported:
 *
 *     const { url } = await createTestDatabase()
 *     const { db } = await import('@/lib/db/prisma')
 */
export async function createTestDatabase(): Promise<{ url: string }> {
  const templateUrl = inject('templateUrl')
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = sibling(templateUrl, 'postgres')
  await execute(server, `create database ${name} template ${template}`)
  afterAll(() => execute(server, `drop database if exists ${name} with (force)`))
  const url = sibling(templateUrl, name)
  process.env.DATABASE_URL = url
  return { url }
}
