import { Webhook } from 'standardwebhooks'
import { decodeKey, verifySignature } from '../../lib/webhooks/signature.ts'
import type { Family, Trial } from './family.ts'
import { send } from './http.ts'
import { fuzzedBody, mutate } from './mutations.ts'
import { untilQuiet } from './rest.ts'
import { keyOf, type Signed, sign, webhookUrl } from './signing.ts'

const AT_ONCE = 16
const MAX_BODY_BYTES = 256 * 1_024
/** Of the mutations this share goes over HTTP; the limit on wrong signatures would only measure itself with all. */
const OVER_HTTP = 50

/** The two fixed vectors of the reference suites. */
const VECTORS = [
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

const verify = ({ headers, body }: Signed, key: Buffer, now = new Date()) =>
  verifySignature(
    {
      id: headers['webhook-id'] ?? null,
      timestamp: headers['webhook-timestamp'] ?? null,
      signature: headers['webhook-signature'] ?? null,
    },
    body,
    [key],
    now,
  )

/** Forged, broken and odd webhooks: nothing forged is taken, nothing right refused, and nothing breaks the shop. */
export const signatures: Family = {
  name: 'signatures',
  says: 'reference vectors, changed webhooks and rightly signed nonsense: nothing forged is taken, nothing right refused',
  async run(trial: Trial) {
    const { stack, counts, random, database } = trial
    const key = keyOf(stack)
    const violations: string[] = []
    const met: Record<string, number> = {}
    const statuses: Record<string, number> = {}
    const post = async ({ headers, body }: Signed) => {
      const answer = await send(webhookUrl(random.pick(stack.instances).url), {
        method: 'POST',
        headers,
        body,
      })
      const status = answer?.status ?? 0
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status === 0 || status >= 500) violations.push(`a webhook was answered ${status || 'with nothing'}`)
      return status
    }

    for (const { secret, body, ...headers } of VECTORS) {
      const at = new Date(Number(headers.timestamp) * 1_000)
      if (!verifySignature(headers, Buffer.from(body), [decodeKey(secret)], at).ok)
        violations.push(`the reference vector ${headers.id} was refused`)
    }
    const reference = new Webhook(stack.secrets.webhookKey)
    const before = await countMessages(trial)
    for (let trialNo = 0; trialNo < counts.mutations; trialNo += 1) {
      const right = sign(
        key,
        `msg_${trialNo}`,
        JSON.stringify({ type: 'payment.succeeded', data: { n: random.below(1e9) } }),
      )
      if (!verify(right, key).ok) violations.push('a right webhook was refused')
      reference.verify(right.body.toString(), right.headers)
      const { name, changed } = mutate(right, random)
      met[name] = (met[name] ?? 0) + 1
      if (verify(changed, key).ok) violations.push(`a forged webhook was taken (${name})`)
      if (trialNo % OVER_HTTP === 0 && isSendable(changed) && (await post(changed)) === 200)
        violations.push(`a forged webhook was answered 200 (${name})`)
    }
    if ((await countMessages(trial)) !== before) violations.push('a forged webhook left a row')

    const prefix = `msg_fuzz_${random.below(1e9)}`
    let answered = 0
    const queue = Array.from({ length: counts.fuzzed }, (_, at) => at)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const body = fuzzedBody(random)
          const status = await post(sign(key, `${prefix}_${next}`, body))
          if (status === 200) answered += 1
          const right = body.length > MAX_BODY_BYTES ? 413 : 200
          if (status !== right)
            violations.push(`a rightly signed body of ${body.length} bytes was answered ${status}`)
        }
      }),
    )
    await untilQuiet(database, [])
    const { rows } = await database.query<{ state: string; count: number }>(
      'SELECT state, count(*)::int FROM webhook_message WHERE id LIKE $1 GROUP BY state',
      [`${prefix}%`],
    )
    // One that names an id the provider calls invalid is tried again until it is given up; it is kept all the while.
    const stored = rows.reduce((sum, { count }) => sum + count, 0)
    if (stored !== answered) violations.push(`I16 ${answered} were answered 200, ${stored} are there`)
    return {
      trials: VECTORS.length + counts.mutations + counts.fuzzed,
      violations,
      faults: met,
      notes: [
        `every mutation was judged by the verifier itself, every ${OVER_HTTP}th by the running route too; each right original by ours and by the reference library`,
        `all fuzzed bodies went to the running route, rightly signed: ${stored} stored; now ${rows.map(({ state, count }) => `${state} ${count}`).join(', ')}`,
        `answers: ${Object.entries(statuses)
          .map(([status, count]) => `${status} × ${count}`)
          .join(', ')}`,
      ],
    }
  },
}

const isSendable = ({ headers }: Signed) =>
  Object.values(headers).every((value) => /^[\x20-\x7e]*$/.test(value))

async function countMessages({ database }: Trial): Promise<number> {
  await untilQuiet(database, [])
  const { rows } = await database.query<{ count: number }>('SELECT count(*)::int FROM webhook_message')
  return rows[0]?.count ?? 0
}
