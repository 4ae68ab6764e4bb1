import type { Store } from '../state/store'

/**
 * The emulator's time: the machine's clock plus a stored lead, so that it survives restarts. While due work
 * runs or an advance is under way it stands still at the moment being worked on. It never goes backwards.
 */
export class Clock {
  #standing: number | null = null

  constructor(private readonly store: Store) {}

  now(): Date {
    return new Date(this.#standing ?? Date.now() + this.aheadMs())
  }

  /** How far the emulator is ahead of the machine's clock, in milliseconds. */
  aheadMs(): number {
    return this.store.clock.get('lead')?.ahead_ms ?? 0
  }

  /** Moves on to `moment` and stands there until `flow`. An earlier moment leaves the time as it is. */
  standAt(moment: number): void {
    const reached = Math.max(moment, this.now().getTime())
    this.#lead(reached)
    this.#standing = reached
  }

  /** Lets time pass again, from where it stands. */
  flow(): void {
    if (this.#standing !== null) this.#lead(this.#standing)
    this.#standing = null
  }

  /** Runs overdue work as if it were `moment`, which has passed already. */
  during<Result>(moment: number, work: () => Result): Result {
    const before = this.#standing
    this.#standing = Math.min(moment, this.now().getTime())
    try {
      return work()
    } finally {
      this.#standing = before
    }
  }

  #lead(moment: number): void {
    const ahead_ms = Math.max(this.aheadMs(), moment - Date.now())
    this.store.clock.put({ id: 'lead', ahead_ms })
  }
}
