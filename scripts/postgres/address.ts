import path from 'node:path'
import { readServerLock } from './lock-file.ts'

export const databaseName = 'upnext'

/** The address of a database on the built-in server. */
export const databaseUrl = (port: number, name = databaseName) =>
  `postgresql://postgres@127.0.0.1:${port}/${name}`

/** The folder of the built-in server under a stack's data directory. */
export const serverDir = (dataDir: string) => path.resolve(dataDir, 'pg')

/** The address of the built-in database if it is running now, else null. Reads one file, asks nobody. */
export function runningDatabaseUrl(dataDir: string): string | null {
  const lock = readServerLock(serverDir(dataDir))
  return lock ? databaseUrl(lock.port) : null
}
