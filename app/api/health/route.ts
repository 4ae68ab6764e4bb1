import { pool } from '@/lib/db/pool'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  try {
    await pool.query('SELECT 1')
    return Response.json({ ok: true })
  } catch {
    return Response.json({ ok: false, problem: 'database' }, { status: 503 })
  }
}
