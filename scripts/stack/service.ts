import { get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { Trouble } from '../trouble.ts'
import { type Program, type ProgramSpec, runProgram } from './program.ts'

/** How a service shows that it is ready: it answers an address, or prints a line that holds these words. */
export type Readiness = { url: string } | { line: string }

export type ServiceSpec = ProgramSpec & { ready: Readiness; timeoutMs: number }

type Track = (program: Program) => void

/** Starts a service and waits until it is ready. `track` hears of it at once, so that it can be stopped meanwhile. */
export async function startService(spec: ServiceSpec, track: Track): Promise<Program> {
  const { ready } = spec
  let said = false
  const program = runProgram({
    ...spec,
    onLine: (line, stream) => {
      if ('line' in ready && line.includes(ready.line)) said = true
      spec.onLine?.(line, stream)
    },
  })
  track(program)
  const deadline = Date.now() + spec.timeoutMs
  for (;;) {
    if (program.hasEnded()) throw await deathOf(program, spec.logFile)
    if ('url' in ready ? await answers(ready.url) : said) return program
    if (Date.now() > deadline) {
      throw new Trouble(
        `${spec.name} is not ready after ${spec.timeoutMs / 1000} s.`,
        `Its whole output is in ${spec.logFile}.`,
        program.tail(),
      )
    }
    await delay(100)
  }
}

/** Runs a program to its end; anything but exit code 0 is a failure. */
export async function runTask(spec: ProgramSpec & { advice?: string }, track: Track): Promise<Program> {
  const program = runProgram(spec)
  track(program)
  const code = await program.ended
  if (code === 0) return program
  throw new Trouble(
    `${spec.name} failed (${code}).`,
    [spec.advice, `Its whole output is in ${spec.logFile}.`].filter(Boolean).join('\n'),
    program.tail(),
  )
}

/** The failure that a service's end is, while it should be running. */
export async function deathOf(program: Program, logFile: string): Promise<Trouble> {
  const code = await program.ended
  return new Trouble(
    `${program.name} stopped by itself (${code}).`,
    `Its whole output is in ${logFile}. Start again when the reason is mended; your data are kept.`,
    program.tail(),
  )
}

/** Whether an address answers with success, over a connection that is not kept open. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 5_000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(false))
  })
}
