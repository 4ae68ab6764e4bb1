import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** The shop's address: gives each connection to one of the instances in turn, or to the other one if that is down. */
export async function openBalancer(port: number, instances: number[]): Promise<{ close: () => void }> {
  const sockets = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    keep(client)
    const first = turn++ % instances.length
    tryNext([...instances.slice(first), ...instances.slice(0, first)])

    function tryNext([next, ...others]: number[]): void {
      if (next === undefined) return void client.destroy()
      const upstream = keep(connect(next, '127.0.0.1'))
      upstream.once('connect', () => {
        client.pipe(upstream)
        upstream.pipe(client)
        client.once('close', () => upstream.destroy())
        upstream.once('close', () => client.destroy())
      })
      upstream.once('error', () => {
        if (upstream.connecting || upstream.bytesRead + upstream.bytesWritten === 0) tryNext(others)
        else client.destroy()
      })
    }
  })
  function keep(socket: Socket): Socket {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    return socket
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
