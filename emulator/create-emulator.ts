import { once } from 'node:events'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Journal } from './control/journal'
import { Weather } from './control/weather'
import type { Emulator } from './emulator'
import { createApp } from './http/app'
import { startMailServer } from './mail/mail-server'
import { Store } from './state/store'
import { endpointFromEnvironment } from './webhooks/endpoints'
import { RETRY_DELAYS_MS, WebhookOutbox } from './webhooks/outbox'

export interface EmulatorOptions {
  /** 0 takes a free port. */
  port: number
  smtpPort: number
  /** Where state and mailbox are kept; null keeps them in memory. */
  dataDir: string | null
  apiKey: string
  webhook?: { url: string; secret: string } | undefined
  host?: string
  /** Pauses between webhook attempts, for tests that cannot wait for the real ones. */
  webhookRetryDelaysMs?: readonly number[]
}

export interface RunningEmulator {
  url: string
  smtpPort: number
  close(): Promise<void>
}

/** Starts the stand-in of Dodo Payments. Rejects with the system's error when a port is taken. */
export async function createEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const host = options.host ?? '127.0.0.1'
  const now = () => new Date()
  const store = new Store(options.dataDir)
  const weather = new Weather()
  const outbox = new WebhookOutbox(store, weather, now, options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS)
  const emulator: Emulator = {
    store,
    weather,
    outbox,
    journal: new Journal(store, now),
    apiKey: options.apiKey,
    url: '',
    now,
  }
  const registerGivenEndpoint = () => {
    if (options.webhook) store.endpoints.put(endpointFromEnvironment(options.webhook, now()))
  }
  const app = createApp(emulator, () => {
    store.clear()
    weather.clear()
    registerGivenEndpoint()
  })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  try {
    const port = await listen(server, options.port, host)
    emulator.url = `http://${host}:${port}`
    const mail = await startMailServer(store, { host, port: options.smtpPort, now })
    registerGivenEndpoint()
    outbox.flush()
    return {
      url: emulator.url,
      smtpPort: mail.port,
      close: async () => {
        outbox.close()
        await Promise.all([stop(server), mail.close()])
        store.close()
      },
    }
  } catch (error) {
    await stop(server)
    store.close()
    throw error
  }
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
