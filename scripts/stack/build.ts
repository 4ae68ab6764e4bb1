import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { ChildEnv } from './environment.ts'
import { fingerprint, isStamped, sourceFiles, stamp } from './fingerprint.ts'
import type { Program } from './program.ts'
import { runTask } from './service.ts'
import { logFile } from './settings.ts'

/** What we know about the build in `.next`, which all stacks of this checkout share. */
export const buildFolder = path.resolve('.data', 'build')

const clientStamp = path.join(buildFolder, 'prisma-client')
const buildStamp = path.join(buildFolder, 'next-build')

export const prismaCli = path.join('node_modules', 'prisma', 'build', 'index.js')
export const nextCli = path.join('node_modules', 'next', 'dist', 'bin', 'next')

/**
 * Serves a build, of the shop or of `dir`. Most of what a request leaves behind is garbage a moment later; with room for
 * it among the young, the old are collected less often, which stops a busy server for a third of a second.
 */
export const serveArgs = (port: number, ...dir: string[]) => [
  '--max-semi-space-size=64',
  ...[nextCli, 'start', ...dir, '-H', '127.0.0.1', '-p', String(port)],
]

type Context = { env: ChildEnv; dataDir: string; track: (program: Program) => void }

/** Generates the Prisma client unless the one that is there was made from this schema. */
export async function generateClient({ env, dataDir, track }: Context): Promise<void> {
  const now = fingerprint('.', ['prisma/schema.prisma', 'package-lock.json'], {})
  if (existsSync('lib/db/generated/client.ts') && isStamped(clientStamp, now)) return
  await runTask(
    { name: 'prisma generate', args: [prismaCli, 'generate'], env, logFile: logFile(dataDir, 'generate') },
    track,
  )
  stamp(clientStamp, now)
}

/**
 * Builds the shop unless the build that is there was made of these sources, for this mode and this database (the
 * catalogue's pages are made from it). Says what it did.
 */
export async function buildShop({ env, dataDir, track }: Context): Promise<string> {
  const now = fingerprint('.', sourceFiles('.'), {
    mode: env.UPNEXT_MODE ?? '',
    url: env.APP_URL ?? '',
    database: await identityOf(env.DATABASE_URL ?? ''),
  })
  if (isStamped(buildStamp, `${now} ${buildId()}`)) return 'nothing changed since the last one'
  await runTask(
    {
      name: 'next build',
      args: [nextCli, 'build'],
      env,
      logFile: logFile(dataDir, 'build'),
      advice: 'Mend what it names, then start again.',
    },
    track,
  )
  stamp(buildStamp, `${now} ${buildId()}`)
  return 'built'
}

function buildId(): string {
  const file = path.join('.next', 'BUILD_ID')
  return existsSync(file) ? readFileSync(file, 'utf8') : 'none'
}

/** Tells one database from another, also after it was deleted and made again at the same address. */
async function identityOf(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ identity: string }>(
      `select concat_ws('/', system_identifier, oid) as identity
       from pg_control_system(), pg_database where datname = current_database()`,
    )
    return rows[0]?.identity ?? ''
  } finally {
    await client.end()
  }
}
