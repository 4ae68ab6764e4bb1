import pg from 'pg'

export const databaseOf = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres'

export function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(name)}`
  return other.toString()
}

export async function canConnect(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.end()
}

export const createDatabase = (url: string) =>
  onServer(url, `create database ${pg.escapeIdentifier(databaseOf(url))}`)

export const dropDatabase = (url: string) =>
  onServer(url, `drop database if exists ${pg.escapeIdentifier(databaseOf(url))} with (force)`)

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
