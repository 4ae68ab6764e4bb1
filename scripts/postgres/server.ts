import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../free-port.ts'
import { identify } from '../process-identity.ts'
import { Trouble } from '../trouble.ts'
import { postgresBinaries } from './binaries.ts'
import { ownerIsAlive, readServerLock, removeStaleLock, type ServerLock, writeOwner } from './lock-file.ts'
import { unprivilegedLaunch } from './unprivileged.ts'

export type Server = {
  port: number
  /** Stops the server if this process is responsible for it, else leaves it to the one who is. */
  stop: () => Promise<void>
}

export type ServerOptions = {
  dataDir: string
  logFile: string
  /** For data that may be lost: no waiting for the disk. */
  throwaway?: boolean
}

/** Starts PostgreSQL on a free port of 127.0.0.1, or attaches to the one that already serves this data directory. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const dataDir = path.resolve(options.dataDir)
  const running = await findRunning(dataDir)
  if (running) {
    const shared = ownerIsAlive(dataDir)
    if (!shared) writeOwner(dataDir)
    return { port: running.port, stop: () => (shared ? Promise.resolve() : stopServer(dataDir)) }
  }
  removeStaleLock(dataDir)
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) createDataDir(dataDir)
  const port = await launchServer(dataDir, options)
  writeOwner(dataDir)
  return { port, stop: () => stopServer(dataDir) }
}

/** Stops the server of a data directory and deletes the directory. */
export async function discardServer(dataDir: string): Promise<void> {
  if (await findRunning(dataDir)) await stopServer(dataDir)
  rmSync(dataDir, { recursive: true, force: true })
}

async function findRunning(dataDir: string): Promise<{ port: number } | null> {
  const lock = await settledLock(dataDir)
  if (!lock || !identify(lock.pid)) return null
  const client = new pg.Client({ host: '127.0.0.1', port: lock.port, user: 'postgres', database: 'postgres' })
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === dataDir ? { port: lock.port } : null
  } catch {
    return null
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The lock of a server that has finished starting or stopping. */
async function settledLock(dataDir: string): Promise<ServerLock | null> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const lock = readServerLock(dataDir)
    if (!lock || lock.ready || !identify(lock.pid) || Date.now() > deadline) return lock
    await delay(50)
  }
}

function createDataDir(dataDir: string): void {
  // Made aside and renamed, so that an interrupted first start leaves no half-made data directory.
  const draft = `${dataDir}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(path.dirname(dataDir), { recursive: true })
  const { wrap, user } = unprivilegedLaunch(draft)
  const flags = ['-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  const [program, args] = wrap(postgresBinaries().initdb, ['-D', draft, ...flags, '--no-instructions'])
  const { status, error, stdout, stderr } = spawnSync(program, args, { ...user, encoding: 'utf8' })
  if (status !== 0) {
    throw new Trouble(
      'PostgreSQL could not create its data directory.',
      adviceFor(dataDir),
      error?.message ?? stdout + stderr,
    )
  }
  renameSync(draft, dataDir)
}

async function launchServer(dataDir: string, { logFile, throwaway }: ServerOptions): Promise<number> {
  const port = await freePort()
  const settings = {
    cluster_name: 'upnext_embedded',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { wrap, user } = unprivilegedLaunch(dataDir)
  const [program, args] = wrap(postgresBinaries().postgres, ['-D', dataDir, '-p', String(port), ...flags])
  mkdirSync(path.dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'w')
  // A group of its own: Ctrl-C in the terminal must not stop the database before those who use it.
  const child = spawn(program, args, { ...user, detached: true, stdio: ['ignore', log, log] })
  await waitUntilReady(child, dataDir, logFile)
  child.unref()
  return port
}

async function waitUntilReady(child: ChildProcess, dataDir: string, logFile: string): Promise<void> {
  let failure: string | null = null
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code) => {
    failure = readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n') || `exit code ${code}`
  })
  for (;;) {
    if (failure !== null) throw new Trouble('PostgreSQL did not start.', adviceFor(dataDir), failure)
    const lock = readServerLock(dataDir)
    if (lock?.ready && lock.pid === child.pid) return
    await delay(20)
  }
}

async function stopServer(dataDir: string): Promise<void> {
  const pid = readServerLock(dataDir)?.pid
  const server = pid ? identify(pid) : null
  if (!server) return
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 1_000],
  ] as const) {
    process.kill(server.pid, signal)
    const deadline = Date.now() + patience
    while (Date.now() < deadline) {
      if (identify(server.pid)?.startedAt !== server.startedAt) return
      await delay(20)
    }
  }
}

const adviceFor = (dataDir: string) =>
  `See the lines above. If another account made ${dataDir}, delete that folder; or set DATABASE_URL to a PostgreSQL of your own.`
