import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { identify, isAlive, type ProcessIdentity } from '../process-identity.ts'

/** What a server says about itself in `postmaster.pid`. */
export type ServerLock = { pid: number; port: number; ready: boolean }

const lockFile = (dataDir: string) => path.join(dataDir, 'postmaster.pid')
const ownerFile = (dataDir: string) => path.join(dataDir, 'upnext-owner.json')

export function readServerLock(dataDir: string): ServerLock | null {
  let lines: string[]
  try {
    lines = readFileSync(lockFile(dataDir), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !port) return null
  return { pid, port, ready: lines[7]?.trim() === 'ready' }
}

/** A server that was killed leaves its lock; PostgreSQL itself is fooled by a zombie or a reused number. */
export function removeStaleLock(dataDir: string): void {
  if (existsSync(lockFile(dataDir))) rmSync(lockFile(dataDir))
}

/** The process that started the server is the one that stops it. */
export function writeOwner(dataDir: string): void {
  writeFileSync(ownerFile(dataDir), JSON.stringify(identify(process.pid)))
}

export function ownerIsAlive(dataDir: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(ownerFile(dataDir), 'utf8')) as ProcessIdentity
    return isAlive(owner)
  } catch {
    return false
  }
}
