import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { API_KEY, buyOnce, sdk, startEmulator } from './testing'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'emulator-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

describe('state', () => {
  test('survives a restart, and a line torn by a crash costs only itself', async () => {
    const first = await startEmulator({ dataDir })
    const bought = await buyOnce(sdk(first))
    await first.close()
    appendFileSync(join(dataDir, 'state.jsonl'), '[["customers","cus_torn",{"customer_id":"cus_to')
    const second = await startEmulator({ dataDir })
    const client = sdk(second)
    expect(await client.payments.retrieve(bought.payment.payment_id)).toEqual({
      ...bought.payment,
      payment_id: bought.payment.payment_id,
    })
    expect((await client.customers.list({ page_number: 0 })).items).toHaveLength(1)
    await buyOnce(client)
    await second.close()
    const third = await startEmulator({ dataDir })
    expect((await sdk(third).payments.list({ page_number: 0 })).items).toHaveLength(2)
    await third.close()
  })

  test('survives kill -9 right after the answer', async () => {
    const { url, child } = await startProcess({ UPNEXT_MODE: 'test' })
    const { payment, methodId, customerId } = await buyOnce(sdk({ url }))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const again = await startEmulator({ dataDir })
    const client = sdk(again)
    expect((await client.payments.retrieve(payment.payment_id)).status).toBe('succeeded')
    const methods = await client.customers.retrievePaymentMethods(customerId)
    expect(methods.items.map((method) => method.payment_method_id)).toEqual([methodId])
    await again.close()
  })

  test('is not shared: a second emulator on the same directory does not start', async () => {
    const first = await startEmulator({ dataDir })
    await expect(startEmulator({ dataDir })).rejects.toThrow(/is in use by process/)
    const { payment } = await buyOnce(sdk(first))
    await first.close()
    const again = await startEmulator({ dataDir })
    expect((await sdk(again).payments.retrieve(payment.payment_id)).status).toBe('succeeded')
    await again.close()
  })
})

describe('process', () => {
  test('stops cleanly on SIGTERM', async () => {
    const { child } = await startProcess({ UPNEXT_MODE: 'demo' })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test.each(['', 'production'])('does not start in mode "%s"', async (mode) => {
    const child = run({ UPNEXT_MODE: mode })
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    expect(await once(child, 'close')).toEqual([1, null])
    expect(said).toMatch(/^Emulator not started: UPNEXT_MODE.*moves no money/)
  })

  test('says in one line that a port is taken', async () => {
    const running = await startEmulator({ dataDir })
    const child = run({ UPNEXT_MODE: 'test', EMULATOR_PORT: new URL(running.url).port })
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    expect(await once(child, 'close')).toEqual([1, null])
    expect(said.trim()).toBe(`Emulator not started: port ${new URL(running.url).port} is taken`)
    await running.close()
  })
})

function run(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'emulator/main.ts'], {
    env: {
      ...process.env,
      EMULATOR_API_KEY: API_KEY,
      EMULATOR_PORT: '0',
      EMULATOR_SMTP_PORT: '0',
      EMULATOR_DATA_DIR: dataDir,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function startProcess(environment: Record<string, string>) {
  const child = run(environment)
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line.toString())?.[0]
  if (!url) throw new Error(`The emulator said: ${line}`)
  return { child, url }
}
