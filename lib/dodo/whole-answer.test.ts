import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fetchWhole } from './whole-answer'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

let answer: (response: ServerResponse) => void = (response) => response.end()
let server: Server
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
beforeAll(async () => {
  server = createServer((_, response) => answer(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Sends a byte now and then, for ever. */
const drip = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const drops = setInterval(() => response.write(' '), 20)
  response.once('close', () => clearInterval(drops))
}

it.each([
  ['drips', drip],
  ['is never begun', () => undefined],
])('ends an answer that %s, also when memory is cleaned up meanwhile', async (_, how) => {
  answer = how
  const cleaning = setInterval(collectGarbage, 20)
  const start = performance.now()
  await expect(fetchWhole(url(), { signal: AbortSignal.timeout(500) })).rejects.toThrow(/timeout|aborted/)
  clearInterval(cleaning)
  expect(performance.now() - start).toBeLessThan(5_000)
})

it('cuts off an answer without end', async () => {
  answer = (response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) {}
    }
    response.on('drain', more)
    more()
  }
  await expect(fetchWhole(url(), { signal: AbortSignal.timeout(10_000) })).rejects.toThrow(/more than/)
})

it('hands on status, headers and body, also where there is no body', async () => {
  answer = (response) => response.writeHead(422, { 'x-request': '1' }).end('{"code":"X"}')
  const refused = await fetchWhole(url(), { signal: AbortSignal.timeout(5_000) })
  expect([refused.status, refused.headers.get('x-request'), await refused.json()]).toEqual([
    422,
    '1',
    { code: 'X' },
  ])
  answer = (response) => response.writeHead(204).end()
  const empty = await fetchWhole(url(), { signal: AbortSignal.timeout(5_000) })
  expect([empty.status, await empty.text()]).toEqual([204, ''])
})

it('makes no call without a limit', async () => {
  await expect(fetchWhole(url())).rejects.toThrow(/needs a limit/)
})
