import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { MessageReader, statementReader } from './postgres-messages.ts'

/**
 * What happens to one statement on its way to the database. `hold before`: it never gets there while held; `hold after`:
 * it was done, and the answer is kept back; `cut before` and `cut after`: the connection breaks instead of being held.
 */
export type Interruption = 'hold before' | 'hold after' | 'cut before' | 'cut after'

type Trap = {
  matches: (statement: string) => boolean
  how: Interruption
  reached: () => void
}

/** A statement that is or was interrupted: told of once, when it happens. */
export type Interrupted = {
  reached: Promise<void>
  /** Forgets the trap if nothing has walked into it. */
  forget: () => void
}

/**
 * The line between the shop and PostgreSQL. Passes everything on, reads along which statements are sent, and holds or
 * cuts the connection at the one it is told to. A process that is killed takes its held connections with it: what did
 * not get through never will, and the server rolls back what was not committed.
 */
export async function openDatabaseLine(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const traps: Trap[] = []
  const sockets = new Set<Socket>()
  let record: string[] | null = null

  function carry(client: Socket): void {
    const server = connect(Number(target.port), target.hostname)
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    let sprung: Trap | null = null
    const statementOf = statementReader()
    const fromClient = new MessageReader(true)
    const fromServer = new MessageReader(false)

    client.on('data', (data) => {
      if (sprung && isBefore(sprung.how)) return
      const onward: Buffer[] = []
      for (const message of fromClient.read(data)) {
        const statement = sprung ? null : statementOf(message)
        if (statement !== null) {
          record?.push(statement)
          sprung = spring(statement)
        }
        if (sprung && isBefore(sprung.how)) break
        onward.push(message)
      }
      if (onward.length > 0) server.write(Buffer.concat(onward))
      if (sprung && isBefore(sprung.how)) interrupt(sprung)
    })
    server.on('data', (data) => {
      if (!sprung || isBefore(sprung.how)) {
        for (const _ of fromServer.read(data));
        client.write(data)
        return
      }
      for (const message of fromServer.read(data)) {
        if (message[0] === READY_FOR_QUERY) interrupt(sprung)
      }
    })
    const interrupt = (trap: Trap) => {
      if (trap.how.startsWith('cut')) {
        client.destroy()
        server.destroy()
      }
      trap.reached()
    }
  }

  function spring(statement: string): Trap | null {
    const index = traps.findIndex(({ matches }) => matches(statement))
    return (index >= 0 && traps.splice(index, 1)[0]) || null
  }

  const lines = createServer(carry)
  lines.listen(0, '127.0.0.1')
  await once(lines, 'listening')
  const own = new URL(databaseUrl)
  own.hostname = '127.0.0.1'
  own.port = String((lines.address() as AddressInfo).port)

  return {
    url: own.toString(),
    /** Interrupts the next statement that matches. */
    interrupt(matches: Trap['matches'], how: Interruption): Interrupted {
      let trap: Trap | null = null
      const reached = new Promise<void>((resolve) => {
        trap = { matches, how, reached: resolve }
        traps.push(trap)
      })
      return {
        reached,
        forget: () => {
          const index = trap ? traps.indexOf(trap) : -1
          if (index >= 0) traps.splice(index, 1)
        },
      }
    },
    /** The statements that are sent while something runs. */
    async statementsOf(run: () => Promise<unknown>): Promise<string[]> {
      const statements: string[] = []
      record = statements
      try {
        await run()
      } finally {
        record = null
      }
      return statements
    },
    /** Breaks every connection that is open now. */
    cutAll: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () => {
      lines.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

export type DatabaseLine = Awaited<ReturnType<typeof openDatabaseLine>>

const READY_FOR_QUERY = 0x5a
const isBefore = (how: Interruption) => how.endsWith('before')
