import { once } from 'node:events'
import type { Server } from 'node:http'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { changeSettings, type SettingsPatch } from './billing/settings'
import { nextCheckoutExpiry } from './checkout/expiry'
import { Journal } from './control/journal'
import { Weather } from './control/weather'
import type { Emulator } from './emulator'
import { createApp } from './http/app'
import { startMailServer } from './mail/mail-server'
import { Store } from './state/store'
import { Clock } from './time/clock'
import { Timekeeper } from './time/timekeeper'
import { endpointFromEnvironment } from './webhooks/endpoints'
import { RETRY_DELAYS_MS, WebhookOutbox } from './webhooks/outbox'

export interface EmulatorOptions {
  /** 0 takes a free port. */
  port: number
  smtpPort: number
  /** Where state and mailbox are kept; null keeps them in memory. */
  dataDir: string | null
  apiKey: string
  /** A second key that may only read. */
  readOnlyApiKey?: string | undefined
  webhook?: { url: string; secret: string } | undefined
  host?: string
  /** Pauses between webhook attempts, for tests that cannot wait for the real ones. */
  webhookRetryDelaysMs?: readonly number[]
  /** Switches to start with; a reset returns to them. Without, what the data directory remembers. */
  settings?: SettingsPatch
}

type FetchCallback = (request: Request, env: unknown) => Response | Promise<Response>

export interface RunningEmulator {
  url: string
  smtpPort: number
  close(): Promise<void>
}

/**
 * Starts the stand-in of Dodo Payments. Rejects with the system's error when a port is taken, before it
 * touches the data directory, and when another emulator uses that directory.
 */
export async function createEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const host = options.host ?? '127.0.0.1'
  let handle: FetchCallback = () => new Response(null, { status: 503 })
  const server = createAdaptorServer({ fetch: (request, env) => handle(request, env) }) as Server
  const port = await listen(server, options.port, host)
  let store: Store | undefined
  try {
    store = new Store(options.dataDir)
    const clock = new Clock(store)
    const mail = await startMailServer(store, { host, port: options.smtpPort, now: () => clock.now() })
    const emulator = assemble(options, store, `http://${host}:${port}`, clock)
    handle = emulator.handle
    return {
      url: emulator.url,
      smtpPort: mail.port,
      close: async () => {
        emulator.time.close()
        emulator.outbox.close()
        await Promise.all([stop(server), mail.close()])
        store?.close()
      },
    }
  } catch (error) {
    await stop(server)
    store?.close()
    throw error
  }
}

/** Puts the parts together over an opened store and takes up the deliveries a former run left. */
function assemble(
  options: EmulatorOptions,
  store: Store,
  url: string,
  clock: Clock,
): Emulator & { handle: FetchCallback } {
  const now = () => clock.now()
  const weather = new Weather()
  const outbox = new WebhookOutbox(store, weather, now, options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS)
  const journal = new Journal(store, now)
  const time = new Timekeeper(clock, store, outbox, [() => nextCheckoutExpiry(emulator)])
  const emulator: Emulator = {
    store,
    weather,
    outbox,
    journal,
    time,
    apiKey: options.apiKey,
    readOnlyApiKey: options.readOnlyApiKey ?? null,
    url,
    now,
  }
  const putWhatWasGiven = () => {
    if (options.webhook) store.endpoints.put(endpointFromEnvironment(options.webhook, now()))
    if (options.settings) changeSettings(store, options.settings)
  }
  const app = createApp(emulator, () => {
    store.clear()
    weather.clear()
    putWhatWasGiven()
  })
  putWhatWasGiven()
  time.tick()
  return { ...emulator, handle: (request, env) => app.fetch(request, env as HttpBindings) }
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
