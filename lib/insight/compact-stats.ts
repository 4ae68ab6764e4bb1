import 'server-only'
import { pool } from '@/lib/db/pool'

/** Puts together the rows of the merchant's figures that belong together. May run at any time; no sum changes by it. */
export async function compactStats(): Promise<void> {
  await pool.query('SELECT compact_shop_stat()')
}
