import type { Context } from 'hono'
import { ApiError } from '../http/api-error'
import type { ServerEnv } from '../http/weather-middleware'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** No key guards the control routes, so neither another machine nor a page of another site may reach them. */
export function refuseStrangers(c: Context<ServerEnv>): void {
  refuseOtherMachines(c)
  if (c.req.header('sec-fetch-site') === 'cross-site') refuse()
}

/** Also refuses a name of another site that was made to lead here. */
export function refuseOtherMachines(c: Context<ServerEnv>): void {
  const host = new URL(c.req.url).hostname
  const isLocalHost = host === 'localhost' || host === '[::1]' || host === '127.0.0.1'
  if (!isLocalHost || !LOOPBACK.has(c.env.incoming.socket.remoteAddress ?? '')) refuse()
}

function refuse(): never {
  throw new ApiError(403, 'FORBIDDEN', 'Only this machine can use this')
}
