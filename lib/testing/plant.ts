import { pool } from '../db/pool'
import { findInvariantBreaks } from '../invariants/check-invariants'

/** What the invariants find after something was broken in a transaction that is taken back; triggers sleep in it. */
export async function plant(...statements: string[]): Promise<{ class: string; subject: string }[]> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    for (const sql of statements) await client.query(sql)
    return await findInvariantBreaks(client)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
