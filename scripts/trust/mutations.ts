import type { Random } from './random.ts'
import type { Signed } from './signing.ts'

type Change = (signed: Signed, random: Random) => Signed

const withHeader = (signed: Signed, name: string, change: (value: string) => string): Signed => ({
  ...signed,
  headers: { ...signed.headers, [name]: change(signed.headers[name] ?? '') },
})

const flipBit = (bytes: Buffer, random: Random): Buffer => {
  const changed = Buffer.from(bytes)
  const at = random.below(changed.length)
  changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
  return changed
}

const flipSign = (text: string, random: Random): string => {
  const at = random.below(text.length)
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const others = [...signs].filter((sign) => sign !== text[at])
  return text.slice(0, at) + random.pick(others) + text.slice(at + 1)
}

const mac = 'webhook-signature'
const id = 'webhook-id'
const time = 'webhook-timestamp'

/** One change each; every one makes a webhook that the provider never signed. */
const CHANGES: Record<string, Change> = {
  'a bit of the body': (signed, random) => ({ ...signed, body: flipBit(signed.body, random) }),
  'a body cut short': (signed, random) => ({
    ...signed,
    body: signed.body.subarray(0, random.below(signed.body.length)),
  }),
  'a longer body': (signed, random) => ({
    ...signed,
    body: Buffer.concat([signed.body, random.bytes(1 + random.below(9))]),
  }),
  'another body': (signed, random) => ({ ...signed, body: random.bytes(signed.body.length) }),
  'another id': (signed, random) => withHeader(signed, id, (value) => flipSign(value, random)),
  'a longer id': (signed) => withHeader(signed, id, (value) => `${value}0`),
  'another second': (signed, random) =>
    withHeader(signed, time, (value) => String(Number(value) + 1 + random.below(200))),
  'an old second': (signed, random) =>
    withHeader(signed, time, (value) => String(Number(value) - 301 - random.below(1e6))),
  'a second of another kind': (signed, random) =>
    withHeader(signed, time, (value) =>
      random.pick([`${value}.0`, `+${value}`, `${value}abc`, `-${value}`, '1e9', '']),
    ),
  'a part of the signature': (signed, random) =>
    withHeader(signed, mac, (value) => `v1,${flipSign(value.slice(3, 40), random)}${value.slice(40)}`),
  'a signature cut short': (signed, random) =>
    withHeader(signed, mac, (value) => value.slice(0, 3 + random.below(40))),
  'another version': (signed, random) =>
    withHeader(signed, mac, (value) =>
      value.replace('v1,', random.pick(['v2,', 'v1a,', 'V1,', 'v0,', ',', ''])),
    ),
  'another key': (signed, random) =>
    withHeader(signed, mac, () => `v1,${random.bytes(32).toString('base64')}`),
  'many signatures, none ours': (signed, random) =>
    withHeader(signed, mac, () =>
      Array.from({ length: 10 }, () => `v1,${random.bytes(32).toString('base64')}`).join(' '),
    ),
  'a shifted dot': (signed) => {
    const [first = '', ...rest] = (signed.headers[id] ?? '').split('_')
    return withHeader(
      withHeader(signed, id, () => first),
      time,
      (value) => `${rest.join('_')}.${value}`,
    )
  },
  'a letter that looks alike': (signed) => withHeader(signed, id, (value) => value.replace('m', 'м')),
  'a blank more': (signed, random) => withHeader(signed, random.pick([id, time]), (value) => `${value} .`),
  'a header missing': (signed, random) => {
    const name = random.pick([mac, id, time])
    const { [name]: _, ...headers } = signed.headers
    return { ...signed, headers }
  },
}

/** The webhook with one change that makes it a forgery. */
export function mutate(signed: Signed, random: Random): { name: string; changed: Signed } {
  const name = random.pick(Object.keys(CHANGES))
  const change = CHANGES[name]
  if (!change) throw new Error(name)
  return { name, changed: change(signed, random) }
}

const deep = (sign: string, end: string, times: number) => sign.repeat(times) + end.repeat(times)

/** Bodies nobody should send: what JSON, text and databases stumble over. */
const ODD: ((random: Random) => string | Buffer)[] = [
  (random) => random.bytes(random.below(2_000)),
  (random) => deep('[', ']', 1 + random.below(50_000)),
  (random) => deep('{"a":', '}', 1 + random.below(20_000)),
  (random) => `{"type":"payment.succeeded","data":{"payment_id":${'9'.repeat(1 + random.below(5_000))}}}`,
  () => '{"__proto__":{"type":"payment.succeeded"},"constructor":{"prototype":{"x":1}}}',
  () => '{"type":"payment.succeeded","type":"refund.succeeded","data":{"payment_id":"a","payment_id":"b"}}',
  (random) =>
    `{"type":"payment.succeeded","data":{"payment_id":"${'\\u0000'.repeat(1 + random.below(20))}"}}`,
  () => '{"type":"payment.succeeded","data":{"payment_id":"\\ud800"}}',
  () => Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]),
  (random) => JSON.stringify({ type: 'x'.repeat(random.below(400)), data: null }),
  (random) =>
    JSON.stringify({
      type: random.pick(['payment.succeeded', 'refund.succeeded', 'subscription.active', 'party.invited']),
      data: random.pick([
        null,
        [],
        7,
        'x',
        { payment_id: { $ne: null } },
        { payment_id: ['a'] },
        { payment_id: `pay_${random.below(1e9)}` },
        { payment_id: '../../customers' },
        { payment_id: '' },
      ]),
    }),
  (random) =>
    JSON.stringify({
      type: 'payment.succeeded',
      business_id: random.pick(['', 'bus_of_another', null, 7]),
      data: { payment_id: 'pay_1' },
    }),
  () => '',
  () => 'null',
  () => '﻿{"type":"payment.succeeded"}',
]

const LARGE: ((random: Random) => string)[] = [
  () => JSON.stringify({ type: 'payment.succeeded', data: 'x'.repeat(256 * 1_024 - 43) }),
  (random) =>
    JSON.stringify({ type: 'payment.succeeded', data: 'x'.repeat(256 * 1_024 + random.below(1_000)) }),
]

export const fuzzedBody = (random: Random): Buffer =>
  Buffer.from((random.below(40) === 0 ? random.pick(LARGE) : random.pick(ODD))(random))
