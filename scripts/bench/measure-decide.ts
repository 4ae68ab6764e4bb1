import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { discardDatabase, startDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { testEnvironment } from '../testing/environment.ts'
import type { Size } from './fill-orders.ts'

const run = promisify(execFile)
const times = z.array(z.object({ whole: z.number(), pure: z.number(), considered: z.int() }))

const replayed = z.object({ ms: z.number(), orders: z.int(), matched: z.int() })

export type Decisions = z.infer<typeof times>
export type Replayed = z.infer<typeof replayed>

type OnStop = (stop: () => unknown) => void

/** How long decisions take in a shop of that size, in a database of its own. */
export async function measureDecide(size: Size & { rounds: number }, onStop: OnStop): Promise<Decisions> {
  return times.parse(await runInShop('decide', size, onStop))
}

/** How long it takes to replay a funnel over the orders of a shop of that size. */
export async function measureReplay(size: Size, onStop: OnStop): Promise<Replayed> {
  return replayed.parse(await runInShop('replay', size, onStop))
}

/** Runs a program of this folder against a database of its own; what it printed. */
export async function runInShop(program: string, size: Size, onStop: OnStop): Promise<unknown> {
  const dataDir = `.data/bench-${program}`
  await discardDatabase(dataDir)
  const database = await startDatabase({ dataDir, throwaway: true, env: {} })
  onStop(database.stop)
  await migrate(database.url)
  const args = ['--import', 'tsx', `scripts/bench/${program}.ts`, JSON.stringify(size)]
  const env = {
    ...process.env,
    ...testEnvironment(),
    DATABASE_URL: database.url,
    TSX_TSCONFIG_PATH: 'tsconfig.worker.json',
  }
  const { stdout } = await run(process.execPath, args, { env, maxBuffer: 64 * 1_024 * 1_024 })
  await database.stop()
  return JSON.parse(stdout)
}
