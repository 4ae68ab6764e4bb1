import type { JournalRow } from '../state/rows'
import type { Store } from '../state/store'

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
export type JournalEntry = DistributiveOmit<JournalRow, 'seq' | 'at'>

/** The append-only record of what was asked of the emulator and which money moved. */
export class Journal {
  #seq: number

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {
    this.#seq = store.journal.all().at(-1)?.seq ?? 0
  }

  add(entry: JournalEntry): void {
    this.#seq += 1
    this.store.journal.put({ seq: this.#seq, at: this.now().toISOString(), ...entry })
  }

  list(filter: { since?: string | undefined; email?: string | undefined }): JournalRow[] {
    const since = filter.since ? Date.parse(filter.since) : 0
    const email = filter.email?.toLowerCase()
    return this.store.journal
      .all()
      .filter((row) => Date.parse(row.at) >= since)
      .filter((row) => email === undefined || row.email?.toLowerCase() === email)
  }
}
