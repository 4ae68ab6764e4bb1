import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { identify, isAlive } from '../process-identity.ts'
import { Trouble } from '../trouble.ts'
import { type Program, signalGroup } from './program.ts'

const identitySchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() })
const rosterSchema = z.object({ launcher: identitySchema, programs: z.array(identitySchema) })

type RosterFile = z.infer<typeof rosterSchema>

/** The list of running programs, kept on disk: a launcher that was killed leaves it to the next one to clean up. */
export type Roster = { record: (programs: Program[]) => void; release: () => void }

/**
 * Takes a folder for this launcher: refuses if another one that is alive has it, stops what a dead one left behind.
 * @param contents what the folder holds, for the person who is refused
 */
export async function claimFolder(folder: string, contents: string): Promise<Roster> {
  const file = path.join(folder, 'running.json')
  const earlier = readRoster(file)
  if (earlier && isAlive(earlier.launcher)) {
    throw new Trouble(
      `Upnext already runs with ${contents} (process ${earlier.launcher.pid}).`,
      `Stop it with Ctrl-C in its terminal, or: kill ${earlier.launcher.pid}`,
    )
  }
  if (earlier) await stopLeftovers(earlier)

  const launcher = identify(process.pid)
  if (!launcher) throw new Error('This process cannot see itself.')
  mkdirSync(folder, { recursive: true })
  const write = (programs: Program[]) => {
    const living = programs.filter((program) => !program.hasEnded()).map((program) => program.identity)
    writeFileSync(
      file,
      JSON.stringify({ launcher, programs: living.filter((identity) => identity !== null) }),
    )
  }
  write([])
  return { record: write, release: () => rmSync(file, { force: true }) }
}

function readRoster(file: string): RosterFile | null {
  try {
    return rosterSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

async function stopLeftovers({ programs }: RosterFile): Promise<void> {
  const left = programs.filter(isAlive)
  for (const { pid } of left) signalGroup(pid, 'SIGTERM')
  const deadline = Date.now() + 5_000
  while (left.some(isAlive) && Date.now() < deadline) await delay(50)
  for (const { pid } of left) signalGroup(pid, 'SIGKILL')
}
