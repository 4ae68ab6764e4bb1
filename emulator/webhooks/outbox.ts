import type { WebhookEventType } from 'dodopayments/resources/webhook-events'
import type { Weather } from '../control/weather'
import { newId } from '../ids'
import type { DeliveryAttempt, DeliveryRow, EndpointRow, SubjectKind } from '../state/rows'
import type { Store } from '../state/store'
import { webhookPayload } from './payload'
import { signedHeaders } from './sign'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const TIMEOUT_MS = 15 * SECOND

/** Pauses before the second, third … attempt, as the provider documents them: eight attempts in all. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
]

/**
 * Sends events to the registered endpoints. `enqueue` only writes rows, inside the commit that caused the
 * event; `flush` is called once the HTTP answer is out, so a receiver never hears before the state exists.
 */
export class WebhookOutbox {
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #inFlight = new Set<string>()
  readonly #abort = new AbortController()

  constructor(
    private readonly store: Store,
    private readonly weather: Weather,
    private readonly now: () => Date,
    private readonly retryDelaysMs: readonly number[],
  ) {}

  enqueue(type: WebhookEventType, kind: SubjectKind, id: string, email: string): void {
    for (const endpoint of this.store.endpoints.all()) {
      if (endpoint.disabled) continue
      if (endpoint.filter_types?.length && !endpoint.filter_types.includes(type)) continue
      const fate = this.weather.take('webhooks', { email, event: type })?.webhooks
      this.store.deliveries.put({
        id: newId('msg'),
        endpoint_id: endpoint.id,
        type,
        timestamp: this.now().toISOString(),
        subject: { kind, id },
        email,
        extra_copies: this.weather.take('duplicate', { email, event: type })?.duplicate ?? 0,
        state: fate === 'drop' ? 'dropped' : fate === 'hold' ? 'held' : 'pending',
        next_attempt_at: fate ? null : this.now().toISOString(),
        attempts: [],
      })
    }
  }

  flush(): void {
    for (const delivery of this.store.deliveries.all()) if (delivery.state === 'pending') this.#plan(delivery)
  }

  /** Lets held events go, all or one person's; answers how many. */
  release(email: string | undefined): number {
    const held = this.store.deliveries
      .all()
      .filter((row) => row.state === 'held' && (!email || row.email.toLowerCase() === email.toLowerCase()))
    for (const row of held) this.#resend(row)
    return held.length
  }

  /** Sends one event again under its old `webhook-id`; false when there is no such event. */
  replay(id: string): boolean {
    const row = this.store.deliveries.get(id)
    if (row) this.#resend(row)
    return row !== undefined
  }

  close(): void {
    this.#abort.abort()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  #resend(row: DeliveryRow): void {
    clearTimeout(this.#timers.get(row.id))
    this.#timers.delete(row.id)
    this.#plan(
      this.store.deliveries.put({ ...row, state: 'pending', next_attempt_at: this.now().toISOString() }),
    )
  }

  #plan({ id, next_attempt_at }: DeliveryRow): void {
    if (this.#abort.signal.aborted || this.#inFlight.has(id) || this.#timers.has(id)) return
    const waitMs = Math.max(0, Date.parse(next_attempt_at ?? '') - this.now().getTime())
    const timer = setTimeout(() => {
      this.#timers.delete(id)
      void this.#attempt(id)
    }, waitMs)
    timer.unref()
    this.#timers.set(id, timer)
  }

  async #attempt(id: string): Promise<void> {
    const delivery = this.store.deliveries.get(id)
    const endpoint = delivery && this.store.endpoints.get(delivery.endpoint_id)
    if (delivery?.state !== 'pending') return
    if (!endpoint) {
      this.store.deliveries.put({ ...delivery, state: 'dropped', next_attempt_at: null })
      return
    }
    this.#inFlight.add(id)
    const attempt = await this.#post(delivery, endpoint)
    const ok = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
    if (ok) for (let copy = 0; copy < delivery.extra_copies; copy += 1) await this.#post(delivery, endpoint)
    this.#inFlight.delete(id)
    if (!this.#abort.signal.aborted) this.#settle(id, attempt, ok)
  }

  #settle(id: string, attempt: DeliveryAttempt, ok: boolean): void {
    const row = this.store.deliveries.get(id)
    if (!row) return
    const attempts = [...row.attempts, attempt]
    const delay = this.retryDelaysMs[attempts.length - 1]
    if (ok) {
      this.store.deliveries.put({ ...row, attempts, state: 'delivered', next_attempt_at: null })
    } else if (delay === undefined) {
      this.store.deliveries.put({ ...row, attempts, state: 'failed', next_attempt_at: null })
    } else {
      const next_attempt_at = new Date(this.now().getTime() + delay).toISOString()
      this.#plan(this.store.deliveries.put({ ...row, attempts, next_attempt_at }))
    }
  }

  async #post(delivery: DeliveryRow, endpoint: EndpointRow): Promise<DeliveryAttempt> {
    const at = this.now()
    const body = JSON.stringify(webhookPayload(this.store, delivery))
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          ...endpoint.headers,
          'content-type': 'application/json',
          ...signedHeaders(endpoint.secret, delivery.id, at, body),
        },
        body,
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      await response.arrayBuffer()
      return { at: at.toISOString(), status: response.status, error: null }
    } catch (error) {
      return { at: at.toISOString(), status: null, error: reasonOf(error) }
    }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
