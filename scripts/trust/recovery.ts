import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'

/** What must be so for a charge to count as recovered: it has an end, or somebody has looked and keeps looking. */
const recovered = `SELECT i.id FROM impression i JOIN "order" o ON o.id = i.order_id
  LEFT JOIN LATERAL (SELECT * FROM charge_attempt c WHERE c.impression_id = i.id ORDER BY created_at DESC LIMIT 1) a ON true
  WHERE i.id = ANY($1) AND (a.id IS NULL
    OR (a.state NOT IN ('created', 'sending', 'unknown', 'pending') AND o.receipt_sent_revision >= $2 * o.receipt_revision)
    OR (a.state = 'unknown' AND a.lookups > 0))`

const LIMIT_MS = 60_000

/** What took too long to recover, or never did. */
export function lateRecoveries({ times, left }: ReturnType<typeof watchRecovery>): string[] {
  const late = times.filter((ms) => ms > LIMIT_MS)
  return [
    ...late.map((ms) => `I17 recovered only after ${(ms / 1_000).toFixed(0)} s`),
    ...left().map((id) => `I17 never recovered: ${id}`),
  ]
}

/** Watches, beside everything else, how long each charge takes to recover from what happened to it. */
export function watchRecovery(database: pg.Pool) {
  const waiting = { charge: new Map<string, number>(), receipt: new Map<string, number>() }
  const times: number[] = []
  let ended = false
  const watching = (async () => {
    while (!ended) {
      for (const [about, since] of Object.entries(waiting)) {
        if (since.size === 0) continue
        const { rows } = await database.query<{ id: string }>(recovered, [
          [...since.keys()],
          about === 'receipt' ? 1 : 0,
        ])
        for (const { id } of rows) {
          times.push(performance.now() - (since.get(id) ?? 0))
          since.delete(id)
        }
      }
      await wait(200)
    }
  })()
  return {
    times,
    /** Something has just happened to this offer's charge, or to its receipt. */
    from: (impressionId: string, about: keyof typeof waiting = 'charge') =>
      void waiting[about].set(impressionId, performance.now()),
    left: () => [...waiting.charge.keys(), ...waiting.receipt.keys()],
    end: () => {
      ended = true
      return watching
    },
  }
}
