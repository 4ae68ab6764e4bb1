import type { WebhookEventType } from 'dodopayments/resources/webhook-events'
import type { Weather } from '../control/weather'
import { rewriteJson } from '../http/rewrite'
import { newId } from '../ids'
import { shuffled } from '../shuffle'
import type { DeliveryAttempt, DeliveryRow, EndpointRow, SubjectKind } from '../state/rows'
import type { Store } from '../state/store'
import { subjectMetadata, webhookPayload } from './payload'
import { isSuccess, sendOnce } from './send'

export interface DeliveryFilter {
  email?: string | undefined
  type?: string | undefined
}

/** How held events are let go: as they happened, backwards, or shuffled by a seed. */
export interface ReleaseOrder {
  order?: 'sent' | 'reversed' | 'shuffled' | undefined
  seed?: number | undefined
}

/**
 * Sends events to the registered endpoints. `enqueue` only writes rows, inside the commit that caused the
 * event; `startDue` is called once the HTTP answer is out, so a receiver never hears before the state exists.
 */
export class WebhookOutbox {
  readonly #inFlight = new Map<string, Promise<void>>()
  /** The ids of pending deliveries, so that finding them does not read the whole log. */
  readonly #pending = new Set<string>()
  readonly #abort = new AbortController()

  constructor(
    private readonly store: Store,
    private readonly weather: Weather,
    private readonly now: () => Date,
    private readonly pace: { retryDelaysMs: readonly number[]; timeoutMs: number },
  ) {
    for (const row of store.deliveries.all()) if (row.state === 'pending') this.#pending.add(row.id)
  }

  enqueue(type: WebhookEventType, kind: SubjectKind, id: string, email: string): void {
    const subject = { kind, id }
    const circumstance = { email, event: type, metadata: subjectMetadata(this.store, subject) }
    for (const endpoint of this.store.endpoints.all()) {
      if (endpoint.disabled) continue
      if (endpoint.filter_types?.length && !endpoint.filter_types.includes(type)) continue
      const fate = this.weather.take('webhooks', circumstance)?.webhooks
      const delay = this.weather.take('delayMs', circumstance)?.delayMs ?? 0
      const now = this.now()
      this.#put({
        id: newId('msg'),
        endpoint_id: endpoint.id,
        type,
        timestamp: now.toISOString(),
        subject,
        email,
        extra_copies: this.weather.take('duplicate', circumstance)?.duplicate ?? 0,
        state: fate === 'drop' ? 'dropped' : fate === 'hold' ? 'held' : 'pending',
        next_attempt_at: fate ? null : new Date(now.getTime() + delay).toISOString(),
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
    const due = this.#waiting().filter((row) => dueAt(row) <= now)
    let former = Promise.resolve()
    return due.sort(byPlace).map((row) => {
      const begun = row.place === undefined ? this.#attempt(row) : former.then(() => this.#attempt(row))
      const attempt = begun.finally(() => this.#inFlight.delete(row.id))
      if (row.place !== undefined) former = attempt
      this.#inFlight.set(row.id, attempt)
      return attempt
    })
  }

  /** Makes every attempt that is due and waits for those under way. */
  async sendDue(): Promise<void> {
    void this.startDue()
    await Promise.all(this.#inFlight.values())
  }

  /** Lets held events go one after the other; answers how many. */
  release(filter: DeliveryFilter, { order = 'sent', seed = 1 }: ReleaseOrder = {}): number {
    const held = this.find(filter).filter((row) => row.state === 'held')
    if (order === 'reversed') held.reverse()
    const rows = order === 'shuffled' ? shuffled(held, seed) : held
    rows.forEach((row, place) => {
      this.#resend({ ...row, place })
    })
    return rows.length
  }

  /** Sends one event again under its old `webhook-id`; false when there is no such event. */
  replay(id: string): boolean {
    const row = this.store.deliveries.get(id)
    if (row) this.#resend(row)
    return row !== undefined
  }

  /** Sends every event of the filter again; answers how many. */
  replayAll(filter: DeliveryFilter): number {
    const rows = this.find(filter)
    for (const row of rows) this.#resend(row)
    return rows.length
  }

  /** The delivery log, oldest first. */
  find({ email, type }: DeliveryFilter): DeliveryRow[] {
    return this.store.deliveries
      .all()
      .filter((row) => email === undefined || row.email.toLowerCase() === email.toLowerCase())
      .filter((row) => type === undefined || row.type === type)
  }

  close(): void {
    this.#abort.abort()
  }

  #put(row: DeliveryRow): DeliveryRow {
    if (row.state === 'pending') this.#pending.add(row.id)
    else this.#pending.delete(row.id)
    return this.store.deliveries.put(row)
  }

  #waiting(): DeliveryRow[] {
    return [...this.#pending]
      .filter((id) => !this.#inFlight.has(id))
      .flatMap((id) => this.store.deliveries.get(id) ?? [])
      .filter((row) => row.state === 'pending')
  }

  #resend(row: DeliveryRow): void {
    this.#put({ ...row, state: 'pending', next_attempt_at: this.now().toISOString() })
  }

  async #attempt(delivery: DeliveryRow): Promise<void> {
    const endpoint = this.store.endpoints.get(delivery.endpoint_id)
    if (!endpoint) {
      this.#put({ ...delivery, state: 'dropped', next_attempt_at: null })
      return
    }
    const first = await this.#send(delivery, endpoint)
    const copies: DeliveryAttempt[] = []
    for (let copy = 0; isSuccess(first) && copy < delivery.extra_copies; copy += 1) {
      copies.push({ ...(await this.#send(delivery, endpoint)), is_copy: true })
    }
    if (!this.#abort.signal.aborted) this.#settle(delivery.id, first, copies)
  }

  #settle(id: string, first: DeliveryAttempt, copies: DeliveryAttempt[]): void {
    const row = this.store.deliveries.get(id)
    if (!row) return
    const { place: _, ...rest } = { ...row, attempts: [...row.attempts, first, ...copies] }
    const tries = rest.attempts.filter((attempt) => !attempt.is_copy).length
    const delay = this.pace.retryDelaysMs[tries - 1]
    if (isSuccess(first)) {
      this.#put({ ...rest, state: 'delivered', next_attempt_at: null })
    } else if (delay === undefined) {
      this.#put({ ...rest, state: 'failed', next_attempt_at: null })
    } else {
      this.#put({ ...rest, next_attempt_at: new Date(this.now().getTime() + delay).toISOString() })
    }
  }

  #send(delivery: DeliveryRow, endpoint: EndpointRow): Promise<DeliveryAttempt> {
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(this.pace.timeoutMs)])
    return sendOnce(delivery, endpoint, this.#body(delivery), { at: this.now(), signal })
  }

  /** Each attempt carries the state of its own moment. */
  #body(delivery: DeliveryRow): string {
    const { email, type, subject } = delivery
    const body = JSON.stringify(webhookPayload(this.store, delivery))
    const metadata = subjectMetadata(this.store, subject)
    const wrong = this.weather.take('rewrite', { email, event: type, metadata })
    if (!wrong) return body
    const payload = JSON.parse(body) as { data: unknown }
    rewriteJson(payload.data, wrong.rewrite)
    return JSON.stringify(payload)
  }
}

function byPlace(a: DeliveryRow, b: DeliveryRow): number {
  return (a.place ?? 0) - (b.place ?? 0)
}

function dueAt(row: DeliveryRow): number {
  return Date.parse(row.next_attempt_at ?? '') || 0
}
