import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { databaseName, databaseUrl, serverDir } from './postgres/address.ts'
import { discardServer, startServer } from './postgres/server.ts'
import { runMain } from './trouble.ts'

export type Database = { url: string; external: boolean; stop: () => Promise<void> }

/**
 * The database of a stack: the one DATABASE_URL names, else PostgreSQL from the npm package, with its files in
 * `<dataDir>/pg`. Starting it twice attaches to the first.
 */
export async function startDatabase(options: {
  dataDir: string
  throwaway?: boolean
  env?: { DATABASE_URL?: string }
}): Promise<Database> {
  const given = (options.env ?? process.env).DATABASE_URL
  if (given) return { url: given, external: true, stop: async () => undefined }
  const server = await startServer({
    dataDir: serverDir(options.dataDir),
    logFile: path.resolve(options.dataDir, 'logs', 'postgres.log'),
    throwaway: options.throwaway,
  })
  await createDatabase(server.port)
  return { url: databaseUrl(server.port), external: false, stop: server.stop }
}

/** Stops the built-in server of a data directory, whoever runs it, and deletes its data. */
export const discardDatabase = (dataDir: string) => discardServer(serverDir(dataDir))

async function createDatabase(port: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(port, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

async function main(): Promise<void> {
  const database = await startDatabase({ dataDir: '.data' })
  console.log(database.url)
  console.log(database.external ? 'This is the database of DATABASE_URL.' : 'Ctrl-C stops it.')
  if (database.external) return
  const stay = setInterval(() => undefined, 1 << 30)
  const stop = () => {
    clearInterval(stay)
    void runMain(database.stop)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(main)
