import 'server-only'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'

/** Sets the locks of workers apart from other advisory locks. */
export const WORKER_LOCKS = 7_301

/**
 * Says which worker pools of this process are alive, by locks that the database gives back when the process is gone,
 * however it went. A connection of its own, taken anew when it was lost. It is the pool, not one of its workers, that the
 * queue writes down as the holder of a job.
 */
export class LiveWorkers {
  readonly #ids = new Set<string>()
  #client: pg.Client | null = null

  /** Every pool that begins is alive from then on, until the process ends. */
  follow(events: WorkerEvents): void {
    events.on('pool:create', ({ workerPool }) => {
      this.add(workerPool.id).catch((error: unknown) =>
        logger.warn({ err: error }, 'the worker has no lock yet'),
      )
    })
  }

  async add(id: string): Promise<void> {
    this.#ids.add(id)
    if (this.#client) await lock(this.#client, id)
  }

  /** Connects unless it is connected. To be called again and again. */
  async keep(): Promise<void> {
    if (this.#client) return
    const client = new pg.Client({ connectionString: env.DATABASE_URL, keepAlive: true })
    const forget = () => {
      if (this.#client === client) this.#client = null
    }
    client.on('error', forget).on('end', forget)
    await client.connect()
    this.#client = client
    for (const id of this.#ids) await lock(client, id)
  }

  async end(): Promise<void> {
    await this.#client?.end()
  }
}

const lock = (client: pg.Client, id: string) =>
  client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [WORKER_LOCKS, id])
