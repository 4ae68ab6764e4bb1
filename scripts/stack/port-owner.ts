import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Who listens on a TCP port of this machine, as "name, process 123"; null when that is not known cheaply. */
export function portOwner(port: number): string | null {
  try {
    return process.platform === 'linux' ? ownerFromProc(port) : ownerFromLsof(port)
  } catch {
    return null
  }
}

function ownerFromProc(port: number): string | null {
  const sockets = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
      listeningSockets(readFileSync(table, 'utf8'), port),
    ),
  )
  if (sockets.size === 0) return null
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (holdsAny(pid, sockets)) return describe(readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), pid)
  }
  return null
}

/** The inodes of sockets that listen on the port, from the kernel's table (state 0A is "listen"). */
export function listeningSockets(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === '0A')
    .map((fields) => `socket:[${fields[9]}]`)
}

function holdsAny(pid: string, sockets: Set<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => sockets.has(linkOf(`/proc/${pid}/fd/${fd}`)))
  } catch {
    return false
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}

function ownerFromLsof(port: number): string | null {
  const { stdout } = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { encoding: 'utf8' })
  const pid = /^p(\d+)$/m.exec(stdout)?.[1]
  const name = /^c(.+)$/m.exec(stdout)?.[1]
  return pid && name ? describe(name, pid) : null
}

const describe = (name: string, pid: string) => `${name}, process ${pid}`
