import type { Store } from '../state/store'
import type { WebhookOutbox } from '../webhooks/outbox'
import type { Clock } from './clock'

/** Something that happens by itself at a moment (milliseconds). `run` must make it no longer due. */
export interface DueWork {
  at: number
  /** Names the work and its row, for example `renewal sub_1`. */
  what: string
  run(): void
}

/** The earliest work of one kind that still waits, or null. */
export type WorkSource = () => DueWork | null

const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Runs what falls due: when real time gets there, before a request is served, and, when the clock is
 * advanced, everything on the way in order of time, each at its own moment.
 */
export class Timekeeper {
  #timer: NodeJS.Timeout | undefined
  #advancing: Promise<void> = Promise.resolve()
  #closed = false

  constructor(
    private readonly clock: Clock,
    private readonly store: Store,
    private readonly outbox: WebhookOutbox,
    private readonly sources: readonly WorkSource[],
  ) {}

  /** What will happen next by itself, webhook attempts aside. */
  next(): DueWork | null {
    let first: DueWork | null = null
    for (const source of this.sources) {
      const work = source()
      if (work && (first === null || work.at < first.at)) first = work
    }
    return first
  }

  aheadMs(): number {
    return this.clock.aheadMs()
  }

  /** Does all work that is due by now, without sending its webhooks. */
  settle(): void {
    let former = ''
    for (let work = this.next(); work && work.at <= this.clock.now().getTime(); work = this.next()) {
      const { at, what, run } = work
      const name = `${what} at ${at}`
      if (name === former) throw new Error(`Due work never ends: ${name}`)
      former = name
      this.clock.during(at, () => this.store.commit(run))
    }
  }

  /** Does all due work, sends all due webhooks and waits for the next moment. Call it once an answer is out. */
  tick(): void {
    if (this.#closed) return
    try {
      this.settle()
    } catch (error) {
      console.error(error)
      return
    }
    for (const attempt of this.outbox.startDue()) void attempt.then(() => this.#wait())
    this.#wait()
  }

  /** Advances the clock to `target`; resolves when everything until then has happened and been told. */
  async advanceTo(target: Date): Promise<void> {
    const before = this.#advancing
    const advance = before.then(() => this.#advance(target.getTime())).finally(() => this.clock.flow())
    this.#advancing = advance.catch(() => {})
    await advance
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  async #advance(target: number): Promise<void> {
    this.clock.standAt(this.clock.now().getTime())
    await this.outbox.sendDue()
    for (let at = this.#nextMoment(); at !== null && at <= target; at = this.#nextMoment()) {
      if (this.#closed) return
      this.clock.standAt(at)
      this.settle()
      await this.outbox.sendDue()
    }
    this.clock.standAt(target)
  }

  #nextMoment(): number | null {
    const moments = [this.next()?.at, this.outbox.nextAttemptAt()].filter((at) => typeof at === 'number')
    return moments.length > 0 ? Math.min(...moments) : null
  }

  #wait(): void {
    clearTimeout(this.#timer)
    const at = this.#nextMoment()
    if (this.#closed || at === null) return
    const waitMs = Math.min(LONGEST_TIMER_MS, Math.max(0, at - this.clock.now().getTime()))
    this.#timer = setTimeout(() => this.tick(), waitMs)
    this.#timer.unref()
  }
}
