import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { decodeKey, verifySignature } from './signature'

const vectors = [
  {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    id: 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
    timestamp: '1649367553',
    body: '{"email":"test@example.com","username":"test_user"}',
    signature: 'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=',
  },
]

const secret = `whsec_${randomBytes(32).toString('base64')}`
const keys = [decodeKey(secret)]
const now = new Date(1_790_000_000_000)
const timestamp = String(now.getTime() / 1_000)

const sign = (id: string, at: string, body: Buffer, key = decodeKey(secret)) =>
  `v1,${createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest('base64')}`

describe('webhook signatures', () => {
  it.each(vectors)('accepts the reference vector $id', ({ secret: key, body, ...headers }) => {
    const at = new Date(Number(headers.timestamp) * 1_000)
    expect(verifySignature(headers, Buffer.from(body), [decodeKey(key)], at)).toEqual({
      ok: true,
      id: headers.id,
    })
  })

  it('agrees with the reference library on whatever is signed', () => {
    const reference = new Webhook(secret)
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{1,40}$/), fc.json(), (id, body) => {
        const at = new Date()
        const signature = reference.sign(id, at, body)
        const headers = { id, timestamp: String(Math.floor(at.getTime() / 1_000)), signature }
        expect(verifySignature(headers, Buffer.from(body), keys, at).ok).toBe(true)
      }),
    )
  })

  it('refuses every single changed byte of body, id or signature', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, position, flip) => {
          const body = Buffer.from(bytes)
          const headers = { id: 'msg_1', timestamp, signature: sign('msg_1', timestamp, body) }
          expect(verifySignature(headers, body, keys, now).ok).toBe(true)

          const changed = Buffer.from(body)
          const at = position % changed.length
          changed[at] = (changed[at] ?? 0) ^ flip
          expect(verifySignature(headers, changed, keys, now)).toEqual({ ok: false, status: 401 })
          expect(verifySignature({ ...headers, id: 'msg_2' }, body, keys, now)).toEqual({
            ok: false,
            status: 401,
          })
          const other = sign('msg_1', timestamp, body, randomBytes(32))
          expect(verifySignature({ ...headers, signature: other }, body, keys, now).ok).toBe(false)
        },
      ),
    )
  })

  it('accepts five minutes of clock difference, and not a second more', () => {
    const body = Buffer.from('{}')
    const at = (seconds: number) => {
      const stamp = String(Number(timestamp) + seconds)
      return verifySignature(
        { id: 'm', timestamp: stamp, signature: sign('m', stamp, body) },
        body,
        keys,
        now,
      )
    }
    expect([-301, -300, 0, 300, 301].map((seconds) => at(seconds).ok)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
  })

  it('finds ours among several signatures, and the old key during a rotation', () => {
    const body = Buffer.from('{}')
    const old = randomBytes(32)
    const signature = [
      sign('m', timestamp, body, randomBytes(32)),
      'v2,abc',
      sign('m', timestamp, body, old),
    ].join(' ')
    expect(verifySignature({ id: 'm', timestamp, signature }, body, [...keys, old], now).ok).toBe(true)
  })

  it.each([
    { id: null, timestamp, signature: 'v1,x' },
    { id: 'a.b', timestamp, signature: 'v1,x' },
    { id: 'm', timestamp: '17e8', signature: 'v1,x' },
    { id: 'm', timestamp: `${timestamp}.5`, signature: 'v1,x' },
    { id: 'm', timestamp, signature: 'x '.repeat(2_000) },
  ])("answers 400 to headers that cannot be the sender's", (headers) => {
    expect(verifySignature(headers, Buffer.from('{}'), keys, now)).toEqual({ ok: false, status: 400 })
  })
})
