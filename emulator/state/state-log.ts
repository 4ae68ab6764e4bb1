import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** One change: the collection, the row's key, and its new value (null removes it). */
export type Write = [collection: string, key: string, value: unknown]

export interface StateLog {
  append(writes: readonly Write[]): void
  close(): void
}

/**
 * Opens the append-only file of one data directory. Every line is one commit, so a line torn by a kill
 * loses that commit whole and nothing else. `replay` gets each old commit; `snapshot` is asked for the
 * rows that then replace the file. Throws when another running emulator has the directory.
 */
export function openStateLog(
  dataDir: string,
  replay: (writes: readonly Write[]) => void,
  snapshot: () => Iterable<Write>,
): StateLog {
  mkdirSync(dataDir, { recursive: true })
  const unlock = lock(dataDir)
  const path = join(dataDir, 'state.jsonl')
  if (existsSync(path)) for (const line of readFileSync(path, 'utf8').split('\n')) replay(parseLine(line))
  compact(path, snapshot())
  const file = openSync(path, 'a')
  return {
    append: (writes) => void writeSync(file, `${JSON.stringify(writes)}\n`),
    close: () => {
      closeSync(file)
      unlock()
    },
  }
}

function parseLine(line: string): Write[] {
  try {
    return JSON.parse(line) as Write[]
  } catch {
    return []
  }
}

function compact(path: string, rows: Iterable<Write>): void {
  const fresh = `${path}.new`
  const file = openSync(fresh, 'w')
  for (const row of rows) writeSync(file, `${JSON.stringify([row])}\n`)
  closeSync(file)
  renameSync(fresh, path)
}

const heldHere = new Set<string>()

/**
 * Claims the directory for this process; a claim left by a killed process is taken over, also one under
 * our own process id, which containers hand out again.
 */
function lock(dataDir: string): () => void {
  const path = join(dataDir, 'lock')
  const owner = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  const isHeld = owner === process.pid ? heldHere.has(path) : owner > 0 && isRunning(owner)
  if (isHeld) {
    throw new Error(`${dataDir} is in use by process ${owner} (if that is no emulator, remove ${path})`)
  }
  writeFileSync(path, String(process.pid))
  heldHere.add(path)
  return () => {
    heldHere.delete(path)
    rmSync(path, { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
