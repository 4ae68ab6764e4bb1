import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

/**
 * How a step ends. `dies` and `dies after`: the process is gone before or after it, and nothing it does later has an
 * effect. `cut` and `lost`: the connection breaks before it, or after it with the answer lost, and the process goes on.
 */
export const ENDS = ['dies', 'dies after', 'cut', 'lost'] as const
export type End = (typeof ENDS)[number]

type Run = { steps: string[]; at: number; end: End | null; dead: boolean }

const current = new AsyncLocalStorage<Run>()

class Broken extends Error {}

/** Runs something whose statements and calls are counted, and lets the one at that place (from 0) end so. */
export async function breakAt(at: number, end: End | null, run: () => Promise<unknown>): Promise<string[]> {
  const state: Run = { steps: [], at, end, dead: false }
  await current.run(state, run).catch((error: unknown) => {
    if (end === null) throw error
  })
  return state.steps
}

/** The statements and calls that something takes when nothing breaks. */
export const stepsOf = (run: () => Promise<unknown>) => breakAt(-1, null, run)

/**
 * Breaks something at each of its steps in each way; those of one step run beside each other. To die after a step is to
 * die before the next one, so that is tried only after the last.
 */
export async function everyBreak(
  steps: string[],
  check: (at: number, end: End) => Promise<void>,
): Promise<void> {
  for (const [at, name] of steps.entries()) {
    const last = at === steps.length - 1
    const ends = ENDS.filter((end) => last || end !== 'dies after').map((end) =>
      check(at, end).catch((error: unknown) => {
        throw new Error(`${end} at step ${at}: ${name}`, { cause: error })
      }),
    )
    await Promise.all(ends)
  }
}

/** Counts and breaks the statements of every database client and all calls by `fetch`. Once a test file. */
export function installBreaks(): void {
  const client = pg.Client.prototype as unknown as { query: Query } // All its overloads at once.
  const { query } = client
  client.query = function (this: pg.Client, ...args: unknown[]) {
    const run = current.getStore()
    if (!run) return query.apply(this, args)
    const done = args.at(-1)
    const answer = step(
      run,
      textOf(args[0]),
      () => query.apply(this, typeof done === 'function' ? args.slice(0, -1) : args) as Promise<unknown>,
      () => hangUp(this),
    )
    if (typeof done !== 'function') return answer
    answer.then(
      (result) => done(null, result),
      (error: unknown) => done(error),
    )
    return undefined
  }
  const call = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const run = current.getStore()
    const name = `${init?.method ?? 'GET'} ${new URL(input instanceof Request ? input.url : input).pathname}`
    return run
      ? step(
          run,
          name,
          () => call(input, init),
          async () => undefined,
        )
      : call(input, init)
  }
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown

async function step<T>(
  run: Run,
  name: string,
  take: () => Promise<T>,
  hangUp: () => Promise<void>,
): Promise<T> {
  const breaks = run.steps.push(name) - 1 === run.at ? run.end : null
  if (run.dead || breaks === 'dies' || breaks === 'cut') {
    run.dead ||= breaks === 'dies'
    await hangUp()
    throw new Broken(name)
  }
  const result = await take()
  if (breaks === null) return result
  run.dead = breaks === 'dies after'
  await hangUp()
  throw new Broken(name)
}

/** Breaks the connection as a dying process does: the server rolls back what was not committed. */
async function hangUp(client: pg.Client): Promise<void> {
  const inner = client as unknown as Connected // Its socket is no part of its type.
  const { stream } = inner.connection
  if (stream.destroyed) return
  const ended = new Promise<void>((resolve) => client.once('end', resolve))
  client.once('error', () => undefined)
  stream.destroy()
  await ended
}

type Connected = { connection: { stream: { destroyed: boolean; destroy(): void } } }

function textOf(query: unknown): string {
  const text = typeof query === 'string' ? query : (query as { text: string }).text
  return text.replace(/\s+/g, ' ').slice(0, 80)
}
