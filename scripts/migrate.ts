import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { startDatabase } from './database.ts'
import { runMain, Trouble } from './trouble.ts'

const migrationsDir = fileURLToPath(new URL('../prisma/migrations', import.meta.url))

/** The advisory lock that Prisma's own engine takes, so that the two never run at once. */
const prismaLock = 72_707_369

const bookkeeping = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

type Migration = { name: string; sql: string; checksum: string }
type Applied = { migration_name: string; checksum: string; finished_at: Date | null }

/**
 * Brings a database up to date: the shop's migrations in order, recorded as Prisma records them (so that its CLI
 * agrees), then the job queue's own. Safe to run from several processes at once, and twice.
 * @returns the names of the migrations applied now.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [prismaLock])
    const applied = await applyPending(client, readMigrations(migrationsDir))
    await runMigrations({ connectionString: databaseUrl })
    return applied
  } finally {
    await client.end()
  }
}

function readMigrations(dir: string): Migration[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .sort()
    .filter((name) => existsSync(path.join(dir, name, 'migration.sql')))
    .map((name) => {
      const sql = readFileSync(path.join(dir, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function applyPending(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query(bookkeeping)
  const { rows } = await client.query<Applied>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  const known = new Map(rows.map((row) => [row.migration_name, row]))
  const applied: string[] = []
  for (const migration of migrations) {
    const row = known.get(migration.name)
    if (row) refuseIfBroken(migration, row)
    else {
      await applyOne(client, migration)
      applied.push(migration.name)
    }
  }
  return applied
}

function refuseIfBroken(migration: Migration, row: Applied): void {
  if (!row.finished_at) {
    throw new Trouble(
      `The migration ${migration.name} failed earlier in this database.`,
      'Repair what it left and mark it with `prisma migrate resolve`, or start with an empty database.',
    )
  }
  if (row.checksum !== migration.checksum) {
    throw new Trouble(
      `The migration ${migration.name} was edited after it was applied to this database.`,
      'Put the file back and write a new migration, or start with an empty database (for the demo: delete the folder .data).',
    )
  }
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID()
  await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
    id,
    checksum,
    name,
  ])
  try {
    await client.query(sql)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await client.query('rollback')
    await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, reason])
    throw new Trouble(
      `The migration ${name} failed: ${reason}`,
      'Correct the migration, then mark it with `prisma migrate resolve`, or start with an empty database.',
    )
  }
  await client.query(
    'update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1',
    [id],
  )
}

async function main(): Promise<void> {
  const database = await startDatabase({ dataDir: '.data' })
  try {
    const applied = await migrate(database.url)
    console.log(applied.length ? `Applied: ${applied.join(', ')}` : 'The database is up to date.')
  } finally {
    await database.stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(main)
