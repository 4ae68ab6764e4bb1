/** @jsxImportSource hono/jsx */
import type { Context } from 'hono'
import type { Emulator } from '../../emulator'

const NOTES: Record<string, string> = {
  refunded: 'Refunded. The shop is told by a webhook.',
  settled: 'The payment has ended. The shop is told by a webhook.',
  replayed: 'Sent again, under the same webhook-id.',
  released: 'Held events are on their way.',
  advanced: 'The clock was advanced, and everything due on the way has happened.',
  added: 'The rule is in force.',
  cleared: 'Fair weather.',
  saved: 'Saved. It counts from the next call on.',
  rotated: 'The endpoint has a new secret; the former one signs too for 24 hours.',
}

/** What the last form did, as its redirect says: `?note=` is one of ours, `?refused=` a code or a reason. */
export function Note({ c }: { c: Context }) {
  const note = NOTES[c.req.query('note') ?? '']
  const refused = c.req.query('refused')
  if (refused) {
    return (
      <p class="note bad" role="status">
        Refused: {refused.slice(0, 300)}
      </p>
    )
  }
  return note ? (
    <p class="note" role="status">
      {note}
    </p>
  ) : null
}

/** Back to a page of the desk, with a word on what was done. */
export function back(c: Context, path: string, note: string): Response {
  return c.redirect(`${path}?note=${note}`, 303)
}

export function refusedBack(c: Context, path: string, reason: string): Response {
  return c.redirect(`${path}?refused=${encodeURIComponent(reason)}`, 303)
}

/** Calls the emulator's own API as the shop would; answers the error, or null when all is well. */
export async function postToApi(emulator: Emulator, path: string, body: unknown): Promise<string | null> {
  const response = await fetch(emulator.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return null
  const error = (await response.json()) as { code?: string; message?: string }
  return `${error.code ?? response.status} ${error.message ?? ''}`
}
