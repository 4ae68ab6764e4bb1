import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { EffectOf } from '../control/effects'
import { rewriteJson } from './rewrite'
import type { ServerEnv } from './weather-middleware'

const HTML =
  '<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>'

const CODES: Record<number, string> = {
  401: 'UNAUTHORIZED',
  403: 'MERCHANT_NOT_LIVE',
  404: 'NOT_FOUND',
  422: 'INVALID_REQUEST_BODY',
  429: 'TOO_MANY_REQUESTS',
}

/** Ends the connection without an answer. These three answer false: the caller gets nothing whole. */
export function cut(c: Context<ServerEnv>): false {
  c.env.outgoing.destroy()
  return leave(c)
}

/** Never answers; the connection stays open until the caller gives up. */
export function leave(c: Context<ServerEnv>): false {
  c.res = RESPONSE_ALREADY_SENT
  return false
}

/** Sends the head and half of the body, then ends the connection. */
export async function cutDuring(c: Context<ServerEnv>): Promise<false> {
  const { outgoing } = c.env
  const body = Buffer.from(await c.res.arrayBuffer())
  outgoing.writeHead(c.res.status, { ...headersOf(c.res), 'content-length': Math.max(body.length, 1) })
  outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy())
  return leave(c)
}

/** What is answered in place of `real`, which is null when the work was not done. */
export async function spoiledAnswer(effect: EffectOf<'status'>, real: Response | null): Promise<Response> {
  const { status, as = 'json', location } = effect
  const headers = new Headers({ ...effect.headers, ...(location !== undefined && { location }) })
  if (status === 204 || status === 205 || status === 304) return new Response(null, { status, headers })
  const type = as === 'html' ? 'text/html; charset=utf-8' : as === 'mistyped' ? 'text/plain' : null
  if (as !== 'empty') headers.set('content-type', type ?? 'application/json')
  return new Response(await bodyOf(effect, real), { status, headers })
}

async function bodyOf(effect: EffectOf<'status'>, real: Response | null): Promise<string | null> {
  const json = effect.body === undefined ? defaultBody(effect.status) : JSON.stringify(effect.body)
  switch (effect.as) {
    case 'empty':
      return null
    case 'html':
      return HTML
    case 'mistyped':
      return real && effect.body === undefined ? await real.text() : json
    case 'malformed': {
      const whole = (real && (await real.text())) || json
      return whole.slice(0, Math.ceil(whole.length / 2))
    }
    case 'json':
    case undefined:
      return json
  }
}

function defaultBody(status: number): string {
  const code = CODES[status] ?? (status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'UNSUPPORTED_ACTION')
  return JSON.stringify({ code, message: 'Answered so because a weather rule asked for it' })
}

/** Changes what a JSON answer says; any other answer stays. */
export async function rewritten(real: Response, { rewrite }: EffectOf<'rewrite'>): Promise<Response> {
  if (!real.headers.get('content-type')?.startsWith('application/json')) return real
  const json: unknown = await real.json()
  rewriteJson(json, rewrite)
  return Response.json(json, { status: real.status, headers: lengthless(real.headers) })
}

/** The answer byte by byte; an endless one sends blanks that never become an answer. */
export async function dripped(real: Response, { drip }: EffectOf<'drip'>): Promise<Response> {
  const bytes = new Uint8Array(await real.arrayBuffer())
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = drip.endless ? Uint8Array.of(32) : bytes.subarray(sent, sent + 1)
      if (next.length === 0) return controller.close()
      controller.enqueue(next)
      sent += 1
      await wait(drip.everyMs, undefined, { ref: false })
    },
  })
  return new Response(body, { status: real.status, headers: lengthless(real.headers) })
}

const CHUNK_BYTES = 64 * 1024

/** The answer behind so many blanks, or under a header of so many characters. */
export async function bloated(real: Response, { bloat }: EffectOf<'bloat'>): Promise<Response> {
  const end = new Uint8Array(await real.arrayBuffer())
  const headers = lengthless(real.headers)
  if (bloat.headerBytes) headers.set('x-padding', 'x'.repeat(bloat.headerBytes))
  let left = bloat.bodyBytes ?? 0
  const blanks = new Uint8Array(CHUNK_BYTES).fill(32)
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left > 0) {
        controller.enqueue(blanks.subarray(0, Math.min(left, CHUNK_BYTES)))
        left -= CHUNK_BYTES
        return
      }
      controller.enqueue(end)
      controller.close()
    },
  })
  return new Response(body, { status: real.status, headers })
}

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries(response.headers)
}

function lengthless(headers: Headers): Headers {
  const copy = new Headers(headers)
  copy.delete('content-length')
  return copy
}
