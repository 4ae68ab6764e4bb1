import type { Payment } from 'dodopayments/resources/payments'
import { type PaymentEnd, settlePayment } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import type { Line } from '../http/line'
import type { DeliveryRow, MailRow } from '../state/rows'
import { toPayment } from '../state/wire'
import type { DeliveryFilter, ReleaseOrder } from '../webhooks/outbox'
import type { RuleInput } from './effects'
import type { WeatherRule } from './weather'

/** What `/_emulator` offers over HTTP, for a program that runs the emulator in its own process. */
export interface RemoteControl {
  /** Adds a weather rule. */
  weather(rule: RuleInput): WeatherRule
  /** Takes all weather rules away. */
  clearWeather(): void
  payments(email?: string): Payment[]
  /** Ends a payment that is processing or waits for its holder. */
  settle(paymentId: string, end: PaymentEnd): Payment
  mails(to?: string): MailRow[]
  /** The webhook delivery log, newest first. */
  deliveries(filter?: DeliveryFilter): DeliveryRow[]
  release(filter?: DeliveryFilter, order?: ReleaseOrder): number
  /** Sends one delivery or all of a filter again; answers how many. */
  replay(which: string | DeliveryFilter): number
  /** Advances the clock; resolves when everything until then has happened and been told. */
  advanceTo(moment: Date): Promise<void>
  /** Refuses every connection for so many milliseconds. */
  refuseCalls(ms: number): Promise<void>
}

export function remoteControl(emulator: Emulator, line: Line): RemoteControl {
  const { store, weather, outbox, time } = emulator
  const thenTell = <T>(result: T): T => {
    time.tick()
    return result
  }
  return {
    weather: (rule) => weather.add(rule),
    clearWeather: () => weather.clear(),
    payments: (email) =>
      store.payments
        .newestFirst()
        .filter((row) => isSame(row.customer.email, email))
        .map(toPayment),
    settle: (id, end) => thenTell(toPayment(settlePayment(emulator, id, end))),
    mails: (to) => store.mails.newestFirst().filter((row) => !to || row.to.some((each) => isSame(each, to))),
    deliveries: (filter = {}) => outbox.find(filter).reverse(),
    release: (filter = {}, order) => thenTell(outbox.release(filter, order)),
    replay: (which) =>
      thenTell(typeof which === 'string' ? Number(outbox.replay(which)) : outbox.replayAll(which)),
    advanceTo: (moment) => time.advanceTo(moment),
    refuseCalls: (ms) => line.refuse(ms),
  }
}

export function isSame(text: string, wanted: string | undefined): boolean {
  return wanted === undefined || text.toLowerCase() === wanted.toLowerCase()
}
