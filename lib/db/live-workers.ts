import 'server-only'
import pg from 'pg'
import { env } from '@/lib/env'

/** Sets the locks of workers apart from other advisory locks. */
export const WORKER_LOCKS = 7_301

/**
 * Says which workers of this process are alive, by locks that the database gives back when the process is gone, however
 * it went. A connection of its own, taken anew when it was lost.
 */
export class LiveWorkers {
  readonly #ids = new Set<string>()
  #client: pg.Client | null = null

  /** A worker lives from now on. */
  async add(id: string): Promise<void> {
    this.#ids.add(id)
    if (this.#client) await lock(this.#client, id)
  }

  /** A worker has ended. Its lock ends with the process, which nobody minds: it holds no jobs. */
  remove(id: string): void {
    this.#ids.delete(id)
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
