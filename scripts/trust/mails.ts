import type pg from 'pg'
import { z } from 'zod'
import type { TrustStack } from './stack.ts'

const mails = z.object({ items: z.array(z.object({ headers: z.record(z.string(), z.unknown()) })) })

/** The Message-IDs of mails that came again, once for each time. */
export async function repeatedMails({ emulatorUrl }: TrustStack): Promise<string[]> {
  const { items } = mails.parse(await (await fetch(`${emulatorUrl}/_emulator/mail`)).json())
  const ids = items.map(({ headers }) => JSON.stringify(headers['message-id'] ?? headers['Message-ID']))
  return ids.filter((id, at) => ids.indexOf(id) < at)
}

/** The orders whose receipts a worker that is gone had in hand: sent perhaps, and not marked as sent. */
export async function receiptsInHand(database: pg.Pool): Promise<string[]> {
  const { rows } = await database.query<{ order: string }>(
    `SELECT payload->>'orderId' AS order FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'send_receipt' AND j.locked_at IS NOT NULL`,
  )
  return rows.map(({ order }) => order)
}

/** The repeated mails that no killed worker explains: each order whose receipt one had in hand explains one. */
export function unexplained(repeated: string[], inHand: string[]): string[] {
  const left = [...inHand]
  return repeated.filter((id) => {
    const at = left.findIndex((order) => id.includes(`receipt.${order}.`))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
