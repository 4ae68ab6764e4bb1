import type { Refund } from 'dodopayments/resources/refunds'
import type { BillingRow, CreditRow, DunningRow, SettingsRow } from './billing-rows'
import type {
  AddonRow,
  ClockRow,
  CollectionRow,
  CustomerRow,
  DeliveryRow,
  DiscountRow,
  EndpointRow,
  EntitlementRow,
  GrantRow,
  JournalRow,
  LicenseKeyInstanceRow,
  LicenseKeyRow,
  MailRow,
  PaymentMethodRow,
  PaymentRow,
  ProductRow,
  SessionRow,
  SubscriptionRow,
  WalletEntryRow,
} from './rows'
import { openStateLog, type StateLog, type Write } from './state-log'

const JOURNAL_KEPT_OVER_RESTARTS = 10_000

/** Rows by key, in order of creation. Rows are values: change one by putting a new one. */
export class Collection<Row> {
  readonly #rows = new Map<string, Row>()

  constructor(
    readonly name: string,
    private readonly keyOf: (row: Row) => string,
    private readonly record: (write: Write, before: Row | undefined) => void,
  ) {}

  get(key: string): Row | undefined {
    return this.#rows.get(key)
  }

  all(): Row[] {
    return [...this.#rows.values()]
  }

  entries(): [string, Row][] {
    return [...this.#rows]
  }

  newestFirst(): Row[] {
    return this.all().reverse()
  }

  put(row: Row): Row {
    const key = this.keyOf(row)
    const before = this.#rows.get(key)
    this.#rows.set(key, row)
    this.record([this.name, key, row], before)
    return row
  }

  delete(key: string): void {
    const before = this.#rows.get(key)
    if (before === undefined) return
    this.#rows.delete(key)
    this.record([this.name, key, null], before)
  }

  /** Sets a row without recording it: replay and undo only. */
  restore(key: string, row: Row | null | undefined): void {
    if (row === null || row === undefined) this.#rows.delete(key)
    else this.#rows.set(key, row)
  }
}

/** Everything the emulator remembers, written through to a file when it has a data directory. */
export class Store {
  readonly #collections = new Map<string, Collection<unknown>>()
  readonly #log: StateLog | null
  #open: { write: Write; before: unknown }[] | null = null

  readonly products = this.#collection<ProductRow>('products', (row) => row.product_id)
  readonly addons = this.#collection<AddonRow>('addons', (row) => row.id)
  readonly productCollections = this.#collection<CollectionRow>('collections', (row) => row.id)
  readonly discounts = this.#collection<DiscountRow>('discounts', (row) => row.discount_id)
  readonly walletEntries = this.#collection<WalletEntryRow>('walletEntries', (row) => row.id)
  readonly licenseKeys = this.#collection<LicenseKeyRow>('licenseKeys', (row) => row.id)
  readonly licenseInstances = this.#collection<LicenseKeyInstanceRow>('licenseInstances', (row) => row.id)
  readonly entitlements = this.#collection<EntitlementRow>('entitlements', (row) => row.id)
  readonly grants = this.#collection<GrantRow>('grants', (row) => row.id)
  readonly customers = this.#collection<CustomerRow>('customers', (row) => row.customer_id)
  readonly paymentMethods = this.#collection<PaymentMethodRow>('methods', (row) => row.payment_method_id)
  readonly sessions = this.#collection<SessionRow>('sessions', (row) => row.session_id)
  readonly payments = this.#collection<PaymentRow>('payments', (row) => row.payment_id)
  readonly subscriptions = this.#collection<SubscriptionRow>('subscriptions', (row) => row.subscription_id)
  readonly billing = this.#collection<BillingRow>('billing', (row) => row.subscription_id)
  readonly credits = this.#collection<CreditRow>('credits', (row) => row.id)
  readonly dunnings = this.#collection<DunningRow>('dunnings', (row) => row.id)
  readonly settings = this.#collection<SettingsRow>('settings', (row) => row.id)
  readonly refunds = this.#collection<Refund>('refunds', (row) => row.refund_id)
  readonly endpoints = this.#collection<EndpointRow>('endpoints', (row) => row.id)
  readonly deliveries = this.#collection<DeliveryRow>('deliveries', (row) => row.id)
  readonly clock = this.#collection<ClockRow>('clock', (row) => row.id)
  readonly mails = this.#collection<MailRow>('mails', (row) => row.id)
  readonly journal = this.#collection<JournalRow>('journal', (row) => String(row.seq))

  constructor(dataDir: string | null) {
    this.#log =
      dataDir === null
        ? null
        : openStateLog(
            dataDir,
            (writes) => this.#replay(writes),
            () => this.#snapshot(),
          )
  }

  /** Runs `change` as one commit: all its rows reach the file in one line, or, if it throws, none stays. */
  commit<Result>(change: () => Result): Result {
    if (this.#open) return change()
    const open: { write: Write; before: unknown }[] = []
    this.#open = open
    try {
      const result = change()
      if (open.length > 0) this.#log?.append(open.map((entry) => entry.write))
      return result
    } catch (error) {
      for (const { write, before } of open.reverse()) {
        this.#collections.get(write[0])?.restore(write[1], before)
      }
      throw error
    } finally {
      this.#open = null
    }
  }

  clear(): void {
    this.commit(() => {
      for (const collection of this.#collections.values()) {
        for (const [, key] of rowsOf(collection)) collection.delete(key)
      }
    })
  }

  close(): void {
    this.#log?.close()
  }

  #collection<Row>(name: string, keyOf: (row: Row) => string): Collection<Row> {
    const collection = new Collection<Row>(name, keyOf, (write, before) => {
      if (this.#open) this.#open.push({ write, before })
      else this.#log?.append([write])
    })
    this.#collections.set(name, collection as Collection<unknown>)
    return collection
  }

  #replay(writes: readonly Write[]): void {
    for (const [name, key, value] of writes) this.#collections.get(name)?.restore(key, value)
  }

  *#snapshot(): Generator<Write> {
    const stale = this.journal.all().slice(0, -JOURNAL_KEPT_OVER_RESTARTS)
    for (const row of stale) this.journal.restore(String(row.seq), null)
    for (const collection of this.#collections.values()) yield* rowsOf(collection)
  }
}

function rowsOf(collection: Collection<unknown>): Write[] {
  return collection.entries().map(([key, row]) => [collection.name, key, row])
}
