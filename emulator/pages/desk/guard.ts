import type { Context, MiddlewareHandler } from 'hono'
import { ApiError } from '../../http/api-error'
import type { ServerEnv } from '../../http/weather-middleware'
import { refuseOtherMachines } from '../../routes/strangers'

/** Pages are read on this machine only, and their forms are sent by these pages only. */
export const guardDesk: MiddlewareHandler<ServerEnv> = async (c, next) => {
  refuseOtherMachines(c)
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !isSameOrigin(c)) {
    throw new ApiError(403, 'FORBIDDEN', 'Only a page of the emulator can send this')
  }
  await next()
}

/** Browsers tell where a form comes from; a program without a browser tells nothing and is let in. */
function isSameOrigin(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  return origin === undefined || origin === new URL(c.req.url).origin
}
