import { pool } from '@/lib/db/pool'
import { type Alarm, readAlarms } from '@/lib/health/alarms'

export const dynamic = 'force-dynamic'

const KEPT_MS = 10_000
let kept: { at: number; alarms: Promise<Alarm[]> } | null = null

/** Asked often and by anybody, so the alarms are worked out once in ten seconds. */
function alarmsNow(): Promise<Alarm[]> {
  if (!kept || Date.now() - kept.at > KEPT_MS) {
    kept = { at: Date.now(), alarms: readAlarms() }
    kept.alarms.catch(() => {
      kept = null
    })
  }
  return kept.alarms
}

/** 503 when the shop cannot sell; alarms are for people and change nothing of the status. */
export async function GET(): Promise<Response> {
  try {
    await pool.query('SELECT 1')
    const alarms = await alarmsNow()
    return Response.json({ ok: true, alarms: alarms.map(({ code, level }) => ({ code, level })) })
  } catch {
    return Response.json({ ok: false, problem: 'database' }, { status: 503 })
  }
}
