import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
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
 * rows that then replace the file.
 */
export function openStateLog(
  dataDir: string,
  replay: (writes: readonly Write[]) => void,
  snapshot: () => Iterable<Write>,
): StateLog {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'state.jsonl')
  if (existsSync(path)) for (const line of readFileSync(path, 'utf8').split('\n')) replay(parseLine(line))
  compact(path, snapshot())
  const file = openSync(path, 'a')
  return {
    append: (writes) => void writeSync(file, `${JSON.stringify(writes)}\n`),
    close: () => closeSync(file),
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
