import type { Server } from 'node:http'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { changeSettings, type SettingsPatch } from './billing/settings'
import { nextCheckoutExpiry } from './checkout/expiry'
import { Journal } from './control/journal'
import { type RemoteControl, remoteControl } from './control/remote-control'
import { type Seeded, type SeedInput, seed, seedSchema } from './control/seed'
import { Weather } from './control/weather'
import type { Emulator } from './emulator'
import { createApp } from './http/app'
import { Line } from './http/line'
import { startMailServer } from './mail/mail-server'
import { Store } from './state/store'
import { nextSubscriptionWork } from './subscriptions/due'
import { Clock } from './time/clock'
import { Timekeeper } from './time/timekeeper'
import { endpointFromEnvironment } from './webhooks/endpoints'
import { WebhookOutbox } from './webhooks/outbox'
import { RETRY_DELAYS_MS, TIMEOUT_MS } from './webhooks/schedule'

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
  /** How long a webhook receiver may take, for tests that cannot wait for the real 15 seconds. */
  webhookTimeoutMs?: number
  /** Switches to start with; a reset returns to them. Without, what the data directory remembers. */
  settings?: SettingsPatch
}

type FetchCallback = (request: Request, env: unknown) => Response | Promise<Response>

export interface RunningEmulator {
  url: string
  smtpPort: number
  readonly control: RemoteControl
  /** The append-only record of every API call and every money movement. */
  readonly journal: Pick<Journal, 'list'>
  /** Forgets everything except the endpoint given at start. */
  reset(): void
  seed(input: SeedInput): Promise<Seeded>
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
  const line = await Line.open(server, options.port, host)
  let store: Store | undefined
  try {
    store = new Store(options.dataDir)
    const clock = new Clock(store)
    const mail = await startMailServer(store, { host, port: options.smtpPort, now: () => clock.now() })
    const emulator = assemble(options, store, `http://${host}:${line.port}`, { clock, line })
    handle = emulator.handle
    return {
      url: emulator.url,
      smtpPort: mail.port,
      control: remoteControl(emulator, line),
      journal: emulator.journal,
      reset: emulator.reset,
      seed: (input) => seed(emulator, seedSchema.parse(input)),
      close: async () => {
        emulator.time.close()
        emulator.outbox.close()
        await Promise.all([line.close(), mail.close()])
        store?.close()
      },
    }
  } catch (error) {
    await line.close()
    store?.close()
    throw error
  }
}

/** Puts the parts together over an opened store and takes up the deliveries a former run left. */
function assemble(
  options: EmulatorOptions,
  store: Store,
  url: string,
  { clock, line }: { clock: Clock; line: Line },
): Emulator & { handle: FetchCallback; reset: () => void } {
  const now = () => clock.now()
  const weather = new Weather()
  const outbox = new WebhookOutbox(store, weather, now, {
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
    timeoutMs: options.webhookTimeoutMs ?? TIMEOUT_MS,
  })
  const journal = new Journal(store, now)
  const sources = [() => nextSubscriptionWork(emulator), () => nextCheckoutExpiry(emulator)]
  const time = new Timekeeper(clock, store, outbox, sources)
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
  const reset = () => {
    store.clear()
    weather.clear()
    putWhatWasGiven()
  }
  const app = createApp(emulator, { reset, refuseCalls: (ms) => line.refuse(ms) })
  putWhatWasGiven()
  time.tick()
  return { ...emulator, reset, handle: (request, env) => app.fetch(request, env as HttpBindings) }
}
