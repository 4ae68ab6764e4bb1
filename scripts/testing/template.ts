import pg from 'pg'
import { migrate } from '../migrate.ts'
import { fingerprint, sourceFiles } from '../stack/fingerprint.ts'

/** Runs one statement on the database of that address. */
export async function execute(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The same server's database of another name. */
export function sibling(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.toString()
}

/**
 * A migrated, empty database to copy from. It is named after its migrations, so that it is made once and again when
 * they change; what interrupted runs left is removed.
 * @returns its address.
 */
export async function prepareTemplate(serverUrl: string): Promise<string> {
  const migrations = sourceFiles('prisma/migrations')
  const name = `template_${fingerprint('prisma/migrations', migrations, {}).slice(0, 16)}`
  const { rows } = await execute(
    serverUrl,
    "select datname from pg_database where datname ~ '^(template|test)_'",
  )
  const existing = rows.map((row: { datname: string }) => row.datname)
  for (const old of existing.filter((database) => database !== name)) {
    await execute(serverUrl, `drop database if exists ${old} with (force)`)
  }
  const url = sibling(serverUrl, name)
  if (existing.includes(name)) return url
  // Migrated under another name first: a template that exists is complete.
  const draft = `test_${name}`
  await execute(serverUrl, `create database ${draft}`)
  await migrate(sibling(serverUrl, draft))
  await execute(serverUrl, `alter database ${draft} rename to ${name}`)
  return url
}
