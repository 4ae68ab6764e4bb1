import { createServer } from 'node:http'

/** A page of somebody else's site, at an address of its own, while `visit` runs. */
export async function onAnotherSite(html: string, visit: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    await visit(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
