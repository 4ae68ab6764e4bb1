import { connect, createServer } from 'node:net'
import { Trouble } from '../trouble.ts'
import { portOwner } from './port-owner.ts'
import { type Ports, portVariables } from './settings.ts'

const uses: Record<keyof Ports, string> = {
  shop: 'the shop',
  emulator: 'the payment emulator',
  mail: 'its mailbox (SMTP)',
}

type Refusal = 'taken' | 'forbidden'

/** Checks every port before anything is started, and names all that cannot be used at once. */
export async function requireFreePorts(ports: Ports): Promise<void> {
  const refused: PortRefusal[] = []
  for (const use of Object.keys(uses) as (keyof Ports)[]) {
    const reason = await refusalOf(ports[use])
    if (reason) refused.push({ use, port: ports[use], reason, owner: portOwner(ports[use]) })
  }
  if (refused.length > 0) {
    throw new Trouble(refused.map(describeRefusal).join('\n'), adviceFor(refused))
  }
}

export type PortRefusal = { use: keyof Ports; port: number; reason: Refusal; owner: string | null }

export function describeRefusal({ use, port, reason, owner }: PortRefusal): string {
  switch (reason) {
    case 'taken':
      return `Port ${port}, for ${uses[use]}, is taken${owner ? ` (${owner})` : ''}.`
    case 'forbidden':
      return `Port ${port}, for ${uses[use]}, is not allowed for this account.`
  }
}

export function adviceFor(
  refused: PortRefusal[],
  script = process.env.npm_lifecycle_event ?? 'start',
): string {
  const change = refused.map(
    ({ use, port }) => `${portVariables[use]}=${port < 1024 ? port + 8000 : port + 1}`,
  )
  const command = script === 'start' ? 'npm start' : `npm run ${script}`
  return `Stop that program, or choose other ports: ${change.join(' ')} ${command}`
}

async function refusalOf(port: number): Promise<Refusal | null> {
  const listening = await tryListen(port)
  if (listening) return listening
  // "localhost" may mean either family: somebody on the other one would answer in the shop's place.
  return (await somebodyAnswers(port, '::1')) ? 'taken' : null
}

function tryListen(port: number): Promise<Refusal | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EACCES' ? 'forbidden' : 'taken'),
    )
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)))
  })
}

function somebodyAnswers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
