import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '../free-port.ts'
import { listeningSockets, portOwner } from './port-owner.ts'
import { adviceFor, describeRefusal, requireFreePorts } from './ports.ts'

const open: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function listen(host: string): Promise<number> {
  const server = createServer().listen(0, host)
  open.push(server)
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const freePorts = async () => ({ shop: await freePort(), emulator: await freePort(), mail: await freePort() })

describe('requireFreePorts', () => {
  it('passes when nobody listens', async () => {
    await expect(requireFreePorts(await freePorts())).resolves.toBeUndefined()
  })

  it('names every taken port at once, and the variables that change them', async () => {
    const ports = { ...(await freePorts()), shop: await listen('127.0.0.1'), mail: await listen('0.0.0.0') }
    await expect(requireFreePorts(ports)).rejects.toMatchObject({
      message: expect.stringMatching(
        new RegExp(`Port ${ports.shop}, for the shop, is taken.*\nPort ${ports.mail}, for its mailbox`),
      ),
      advice: expect.stringContaining(`PORT=${ports.shop + 1} EMULATOR_SMTP_PORT=${ports.mail + 1} `),
    })
  })
})

it.runIf(process.platform === 'linux')('knows who listens', async () => {
  expect(portOwner(await listen('127.0.0.1'))).toContain(`process ${process.pid}`)
  expect(portOwner(await freePort())).toBeNull()
})

it('finds listening sockets in the kernel table, and only those of the port', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0
   1: 0100007F:0BB8 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0
   2: 0100007F:0BB9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0
`
  expect(listeningSockets(table, 3000)).toEqual(['socket:[111]'])
  expect(listeningSockets(table, 4000)).toEqual([])
})

it('says what is wrong with a port and what to do', () => {
  const taken = { use: 'shop', port: 3000, reason: 'taken', owner: 'node, process 7' } as const
  const forbidden = { use: 'mail', port: 25, reason: 'forbidden', owner: null } as const
  expect(describeRefusal(taken)).toBe('Port 3000, for the shop, is taken (node, process 7).')
  expect(describeRefusal({ ...taken, owner: null })).toBe('Port 3000, for the shop, is taken.')
  expect(describeRefusal(forbidden)).toBe('Port 25, for its mailbox (SMTP), is not allowed for this account.')
  expect(adviceFor([taken, forbidden], 'start')).toBe(
    'Stop that program, or choose other ports: PORT=3001 EMULATOR_SMTP_PORT=8025 npm start',
  )
  expect(adviceFor([taken], 'dev')).toContain('PORT=3001 npm run dev')
})
