import pg from 'pg'
import { settings } from './settings'

/** Lets time pass for an order: everything in it was paid so much earlier. */
export async function passed(orderId: string, minutes: number): Promise<void> {
  const client = new pg.Client({ connectionString: settings.databaseUrl })
  await client.connect()
  try {
    await client.query(
      'UPDATE order_line SET paid_at = paid_at - make_interval(mins => $2) WHERE order_id = $1 AND paid_at IS NOT NULL',
      [orderId, minutes],
    )
  } finally {
    await client.end()
  }
}
