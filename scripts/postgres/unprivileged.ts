import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { Trouble } from '../trouble.ts'

/** How to start a program so that it does not run as root. */
export type Launch = {
  wrap: (program: string, args: string[]) => [program: string, args: string[]]
  user: { uid?: number; gid?: number }
}

const asIs: Launch = { wrap: (program, args) => [program, args], user: {} }

const inUserNamespace: Launch = {
  wrap: (program, args) => ['unshare', [...namespaceFlags, '--', program, ...args]],
  user: {},
}

const namespaceFlags = ['-U', '--map-user=65534', '--map-group=65534']

/**
 * PostgreSQL refuses to run as root. For an ordinary user nothing changes. Root gets a user namespace, where files
 * stay root's; where namespaces are forbidden, the data go to the account `postgres` or `nobody`.
 */
export function unprivilegedLaunch(dataDir: string): Launch {
  if (process.getuid?.() !== 0) return asIs
  const owner = existsSync(dataDir) ? statSync(dataDir).uid : 0
  if (owner === 0 && namespacesWork()) return inUserNamespace
  const account = findAccount()
  giveTo(account, dataDir)
  return { wrap: asIs.wrap, user: account }
}

function namespacesWork(): boolean {
  return spawnSync('unshare', [...namespaceFlags, '--', 'true'], { stdio: 'ignore' }).status === 0
}

function findAccount(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid !== null && gid !== null) return { uid, gid }
  }
  throw new Trouble(
    'PostgreSQL does not run as root, and this machine has neither the account postgres nor nobody.',
    'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout.trim()) : null
}

function giveTo(account: { uid: number; gid: number }, dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  chownSync(dir, account.uid, account.gid)
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), account.uid, account.gid)
  }
}
