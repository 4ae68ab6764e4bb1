import type { Interruption } from './database-line.ts'

/** Whose process is killed, and where: at a statement on its way to the database, or at a call to the provider. */
export type KillPoint = {
  name: string
  says: string
  victim: 'shop' | 'webhook' | 'worker'
  at:
    | { statement: () => (sql: string) => boolean; how: Interruption }
    | { call: 'charge' | 'look-up'; when: 'arrival' | 'done' }
  /** Only then does the point come: the receipt is due, or no webhook settles the charge first. */
  needs?: 'receipt' | 'look-up'
}

const says = (pattern: RegExp) => () => (sql: string) => pattern.test(sql)

/** The commit of the transaction that wrote the attempt; other commits of the process go through. */
const commitOfTheYes = () => {
  let written = false
  return (sql: string) => {
    written ||= /INSERT INTO charge_attempt/i.test(sql)
    return written && /^COMMIT/i.test(sql)
  }
}

const arming = says(/SET state = 'sending', armed_at/i)
const answering = says(/UPDATE charge_attempt SET state = \$3, reason = \$4/i)
const storing = says(/INSERT INTO webhook_message/i)

/** The fourteen points of trust: c1. */
export const KILL_POINTS: KillPoint[] = [
  {
    name: 'K1',
    says: 'before the yes is committed',
    victim: 'shop',
    at: { statement: commitOfTheYes, how: 'hold before' },
  },
  {
    name: 'K2',
    says: 'between the yes and its arming',
    victim: 'shop',
    at: { statement: arming, how: 'hold before' },
  },
  {
    name: 'K3',
    says: 'armed, before the POST',
    victim: 'shop',
    at: { statement: arming, how: 'hold after' },
  },
  { name: 'K4', says: 'in the middle of the POST', victim: 'shop', at: { call: 'charge', when: 'arrival' } },
  { name: 'K5', says: 'after the provider charged', victim: 'shop', at: { call: 'charge', when: 'done' } },
  {
    name: 'K6',
    says: 'answer read, before it is written',
    victim: 'shop',
    at: { statement: answering, how: 'hold before' },
  },
  {
    name: 'K7',
    says: 'answer written, before the browser hears',
    victim: 'shop',
    at: { statement: answering, how: 'hold after' },
  },
  {
    name: 'K8',
    says: 'webhook before its commit',
    victim: 'webhook',
    at: { statement: storing, how: 'hold before' },
  },
  {
    name: 'K9',
    says: 'webhook committed, before 200',
    victim: 'webhook',
    at: { statement: storing, how: 'hold after' },
  },
  {
    name: 'K10',
    says: 'job claimed, before its work',
    victim: 'worker',
    at: { statement: says(/UPDATE webhook_message AS m SET attempts = attempts \+ 1/i), how: 'hold before' },
  },
  {
    name: 'K11',
    says: 'in the middle of the transaction that delivers',
    victim: 'worker',
    at: { statement: says(/INSERT INTO .*"?entitlement"?/i), how: 'hold after' },
  },
  {
    name: 'K12',
    says: 'mail claimed, before it is sent',
    victim: 'worker',
    at: { statement: says(/^SELECT .*receipt_sent_revision/i), how: 'hold before' },
    needs: 'receipt',
  },
  {
    name: 'K13',
    says: 'mail sent, before that is written',
    victim: 'worker',
    at: { statement: says(/^UPDATE .*receipt_sent_revision/i), how: 'hold before' },
    needs: 'receipt',
  },
  {
    name: 'K14',
    says: 'in the middle of a look-up',
    victim: 'worker',
    at: { call: 'look-up', when: 'done' },
    needs: 'look-up',
  },
]
