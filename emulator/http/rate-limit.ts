import type { MiddlewareHandler } from 'hono'
import { readSettings } from '../billing/settings'
import type { Emulator } from '../emulator'
import { carriesKey } from './require-key'
import type { ServerEnv } from './weather-middleware'

const MINUTE_MS = 60_000
const SECOND_MS = 1_000

/** The limits of a new business, and of calls without a key. */
const WITH_KEY = { perMinute: 240, perSecond: 40 }
const WITHOUT_KEY = { perMinute: 100, perSecond: 20 }

/** Tells the limits in every answer; refuses with 429 beyond them only where the switch is on. */
export function rateLimit(emulator: Emulator): MiddlewareHandler<ServerEnv> {
  const counters = {
    withKey: { limits: WITH_KEY, minute: counter(MINUTE_MS), second: counter(SECOND_MS) },
    withoutKey: { limits: WITHOUT_KEY, minute: counter(MINUTE_MS), second: counter(SECOND_MS) },
  }
  return async (c, next) => {
    const { limits, minute, second } = carriesKey(c) ? counters.withKey : counters.withoutKey
    // The machine's time: an advanced clock must not empty the limits.
    const now = Date.now()
    const calls = minute(now)
    const isTooMuch = second(now) > limits.perSecond || calls > limits.perMinute
    if (isTooMuch && readSettings(emulator.store).enforce_rate_limits) {
      c.res = Response.json(
        { code: 'TOO_MANY_REQUESTS', message: 'Too many calls; wait a little' },
        { status: 429, headers: { 'retry-after': '1' } },
      )
    } else await next()
    c.header('X-RateLimit-Limit', String(limits.perMinute))
    c.header('X-RateLimit-Remaining', String(Math.max(0, limits.perMinute - calls)))
    c.header('X-RateLimit-Reset', String((Math.floor(now / MINUTE_MS) + 1) * 60))
  }
}

/** Counts the calls of each period, beginning again with the next. */
function counter(periodMs: number): (now: number) => number {
  let period = 0
  let calls = 0
  return (now) => {
    const current = Math.floor(now / periodMs)
    calls = current === period ? calls + 1 : 1
    period = current
    return calls
  }
}
