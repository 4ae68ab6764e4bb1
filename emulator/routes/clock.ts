import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { readBody } from '../http/body'
import { addDuration } from '../time/duration'

const FURTHEST_YEARS = 30

const moveSchema = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
])

/** `GET /_emulator/clock` reads the time; `POST` advances it and answers when all that fell due is done. */
export function clockRoutes(emulator: Emulator): Hono {
  const look = () => {
    const next = emulator.time.next()
    return {
      now: emulator.now().toISOString(),
      ahead_ms: emulator.time.aheadMs(),
      next: next && { at: new Date(next.at).toISOString(), what: next.what },
    }
  }
  return new Hono()
    .get('/', (c) => c.json(look()))
    .post('/', async (c) => {
      await emulator.time.advanceTo(target(await readBody(c, moveSchema), emulator.now()))
      return c.json(look())
    })
}

function target(move: z.output<typeof moveSchema>, now: Date): Date {
  const to = 'to' in move ? new Date(move.to) : addDuration(now, move.advance)
  if (!to) throw refusal('advance is an ISO 8601 duration such as P1M or PT12H')
  if (to < now) throw refusal(`The clock stands at ${now.toISOString()} and never goes back`)
  if (!(to.getTime() <= (addDuration(now, `P${FURTHEST_YEARS}Y`) ?? now).getTime())) {
    throw refusal(`The clock is advanced by at most ${FURTHEST_YEARS} years at a time`)
  }
  return to
}

function refusal(message: string): ApiError {
  return new ApiError(422, 'INVALID_REQUEST_PARAMETERS', message)
}
