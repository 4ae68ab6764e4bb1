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
 * event; `startDue` is called once the HTTP answer is out, so a receiver never hears before the state exists.
 */
export class WebhookOutbox {
  readonly #inFlight = new Map<string, Promise<void>>()
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

  /** When the next attempt is due (milliseconds); null when none waits. */
  nextAttemptAt(): number | null {
    const moments = this.#waiting().map((row) => dueAt(row))
    return moments.length > 0 ? Math.min(...moments) : null
  }

  /** Starts every attempt that is due; each promise resolves when its attempt has ended. */
  startDue(): Promise<void>[] {
    if (this.#abort.signal.aborted) return []
    const now = this.now().getTime()
    return this.#waiting()
      .filter((row) => dueAt(row) <= now)
      .map((row) => {
        const attempt = this.#attempt(row).finally(() => this.#inFlight.delete(row.id))
        this.#inFlight.set(row.id, attempt)
        return attempt
      })
  }

  /** Makes every attempt that is due and waits for those under way. */
  async sendDue(): Promise<void> {
    void this.startDue()
    await Promise.all(this.#inFlight.values())
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
  }

  #waiting(): DeliveryRow[] {
    return this.store.deliveries.all().filter((row) => row.state === 'pending' && !this.#inFlight.has(row.id))
  }

  #resend(row: DeliveryRow): void {
    this.store.deliveries.put({ ...row, state: 'pending', next_attempt_at: this.now().toISOString() })
  }

  async #attempt(delivery: DeliveryRow): Promise<void> {
    const endpoint = this.store.endpoints.get(delivery.endpoint_id)
    if (!endpoint) {
      this.store.deliveries.put({ ...delivery, state: 'dropped', next_attempt_at: null })
      return
    }
    const attempt = await this.#post(delivery, endpoint)
    const ok = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
    if (ok) for (let copy = 0; copy < delivery.extra_copies; copy += 1) await this.#post(delivery, endpoint)
    if (!this.#abort.signal.aborted) this.#settle(delivery.id, attempt, ok)
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
      this.store.deliveries.put({ ...row, attempts, next_attempt_at })
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
          // Receivers check the signature against their own clock, which nobody advanced.
          ...signedHeaders(endpoint.secret, delivery.id, new Date(), body),
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

function dueAt(row: DeliveryRow): number {
  return Date.parse(row.next_attempt_at ?? '') || 0
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
