import DodoPayments from 'dodopayments'
import { Webhook } from 'standardwebhooks'
import { createEmulator } from '../create-emulator'
import { control, startReceiver, WEBHOOK_SECRET } from '../testing'
import { type Exchange, recordingFetch } from './recorder'

const API_KEY = 'contract_key'
export const READ_ONLY_KEY = 'contract_read_only_key'

/** An emulator of its own, a receiver of its events, and clients whose every exchange is written down. */
export async function openWorld() {
  const exchanges: Exchange[] = []
  const receiver = await startReceiver()
  const since = performance.now()
  const emulator = await createEmulator({
    port: 0,
    smtpPort: 0,
    dataDir: null,
    apiKey: API_KEY,
    readOnlyApiKey: READ_ONLY_KEY,
    webhook: { url: receiver.url, secret: WEBHOOK_SECRET },
  })
  const startMs = performance.now() - since
  const record = recordingFetch(exchanges)
  const client = new DodoPayments({
    bearerToken: API_KEY,
    baseURL: emulator.url,
    maxRetries: 0,
    fetch: record,
  })
  return {
    emulator,
    exchanges,
    client,
    startMs,
    /** A call that the SDK has no method for, or would not let through. */
    raw: (method: string, path: string, body?: unknown, key = API_KEY) =>
      record(emulator.url + path, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    control: <T>(method: string, path: string, body?: unknown) => control<T>(emulator, method, path, body),
    /** Every event that has come, once nothing is under way any more; a wrong signature throws. */
    events: async (): Promise<unknown[]> => {
      for (;;) {
        const { items } = await control<{ items: { state: string }[] }>(emulator, 'GET', '/webhooks')
        if (items.every((row) => row.state !== 'pending')) break
      }
      const verifier = new Webhook(WEBHOOK_SECRET)
      return receiver.received.map(({ body, headers }) =>
        verifier.verify(body, headers as Record<string, string>),
      )
    },
    close: async () => {
      await emulator.close()
      await receiver.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** Expects the API to refuse, and hands over the code it gave. */
export async function refused(call: PromiseLike<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    if (error instanceof DodoPayments.APIError) return (error.error as { code: string }).code
    throw error
  }
  throw new Error('a call that was to be refused went through')
}
