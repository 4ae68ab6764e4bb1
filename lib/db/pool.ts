import 'server-only'
import pg from 'pg'
import { env } from '@/lib/env'

const shared = globalThis as { pgPool?: pg.Pool }

/** The one pool of this process; Prisma and hand-written SQL share it. */
export const pool =
  shared.pgPool ??
  new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 5_000,
  })
// A dropped idle connection is replaced by the pool; without a listener it would end the process.
if (!shared.pgPool) pool.on('error', () => undefined)
shared.pgPool = pool
