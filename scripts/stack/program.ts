import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { identify, type ProcessIdentity } from '../process-identity.ts'
import type { ChildEnv } from './environment.ts'

export type ProgramSpec = {
  name: string
  /** Arguments for Node itself. */
  args: string[]
  env: ChildEnv
  logFile: string
  /** How long it may take to end when asked to, before it is ended by force. */
  patienceMs?: number
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void
}

export type Program = {
  name: string
  identity: ProcessIdentity | null
  /** Settles when the program has ended and its output is read: its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
  hasEnded: () => boolean
  /** The last lines it printed. */
  tail: () => string
  /** Ends the program and everything it started: politely first, by force after a while. */
  stop: () => Promise<void>
}

const tailLength = 30

/** Runs a Node program in a process group of its own, its output in a log file. */
export function runProgram({ name, args, env, logFile, patienceMs = 8_000, onLine }: ProgramSpec): Program {
  mkdirSync(path.dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile)
  const lines: string[] = []
  const child = spawn(process.execPath, args, {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const read = (stream: 'stdout' | 'stderr') =>
    createInterface({ input: child[stream] }).on('line', (line) => {
      log.write(`${line}\n`)
      lines.push(stripVTControlCharacters(line))
      if (lines.length > tailLength) lines.shift()
      onLine?.(line, stream)
    })
  read('stdout')
  read('stderr')

  let running = true
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      log.end(() => resolve(signal ?? code ?? 1))
    })
    child.once('exit', () => {
      running = false
    })
    child.once('error', (error) => {
      running = false
      lines.push(error.message)
      resolve(1)
    })
  })

  async function stop(): Promise<void> {
    const group = child.pid
    if (group === undefined) return
    if (running) {
      signalGroup(group, 'SIGTERM')
      await Promise.race([ended, delay(patienceMs, undefined, { ref: false })])
    }
    signalGroup(group, 'SIGKILL')
    await Promise.race([ended, delay(1_000, undefined, { ref: false })])
  }

  return {
    name,
    identity: child.pid === undefined ? null : identify(child.pid),
    ended,
    hasEnded: () => !running,
    tail: () => lines.join('\n'),
    stop,
  }
}

/** Signals a whole process group; one that is gone is fine. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal)
  } catch {
    // Nobody is left in the group.
  }
}
